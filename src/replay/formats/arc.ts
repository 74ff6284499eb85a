import { READ } from '../ops';
import { TraceError } from '../trace-error';
import { Fields, quoted } from './fields';
import { everyLine, type TraceFormat } from './format';
import { byLines } from './lines';

/**
 * The traces of the ARC paper (Megiddo and Modha, FAST 2003): `first block, number of blocks, 0, number of the request`.
 * A line is a request for each of its blocks. All are reads of 1 byte, without a time.
 */
export const arc: TraceFormat = {
  name: 'arc',
  label: 'ARC text, a run of blocks a line',
  example: '10 3 0 1\n11 1 0 2\n',
  recognise: (head) => everyLine(head, /^\s*\d+\s+\d+\s+0\s+\d+\s*$/),
  open(log) {
    const fields = new Fields(2);
    return byLines((bytes, from, to, line) => {
      fields.splitAtSpaces(bytes, from, to);
      const first = fields.number(0, 'the first block', line);
      const blocks = fields.number(1, 'the number of blocks', line);
      if (!Number.isInteger(first) || first + LONGEST_RUN > Number.MAX_SAFE_INTEGER)
        throw new TraceError(`${quoted(bytes, from, to)} names no block.`, { line });
      if (blocks > LONGEST_RUN)
        throw new TraceError(`a run of ${blocks} blocks; ${LONGEST_RUN} is the most.`, { line });
      for (let block = first; block < first + blocks; block++)
        log.addNumber(block, 0, 1, READ, Infinity, line);
    });
  },
};

/** Blocks. Runs in the published traces are of some thousands; a broken line must not fill the memory. */
const LONGEST_RUN = 1 << 20;
