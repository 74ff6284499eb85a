import { READ } from '../ops';
import { TraceError } from '../trace-error';
import { Fields, quoted } from './fields';
import { everyLine, type TraceFormat } from './format';
import { byLines } from './lines';

/**
 * Traces of the ARC paper (Megiddo and Modha, FAST 2003): `first block, number of blocks, 0, request number`. A line is
 * one request per block. All are reads of 1 byte, without times.
 */
export const arc: TraceFormat = {
  name: 'arc',
  label: 'ARC text, a range of blocks per line',
  example: '10 3 0 1\n11 1 0 2\n',
  recognise: (head) => everyLine(head, /^\s*\d+\s+\d+\s+0\s+\d+\s*$/),
  open(log) {
    const fields = new Fields(2);
    return byLines((bytes, from, to, line) => {
      fields.splitAtSpaces(bytes, from, to);
      const first = fields.number(0, 'the first block', line);
      const blocks = fields.number(1, 'the number of blocks', line);
      if (!Number.isInteger(first) || first + MAX_BLOCKS > Number.MAX_SAFE_INTEGER)
        throw new TraceError(`${quoted(bytes, from, to)} has no valid block number.`, { line });
      if (blocks > MAX_BLOCKS)
        throw new TraceError(`a range of ${blocks} blocks; the maximum is ${MAX_BLOCKS}.`, { line });
      for (let block = first; block < first + blocks; block++)
        log.addNumber(block, 0, 1, READ, Infinity, line);
    });
  },
};

/** Largest number of blocks per line. Published traces have some thousands; a corrupt line must not fill memory. */
const MAX_BLOCKS = 1 << 20;
