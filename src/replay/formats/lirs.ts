import { READ } from '../ops';
import { TraceError } from '../trace-error';
import { quoted } from './fields';
import { everyLine, type TraceFormat } from './format';
import { byLines } from './lines';

/**
 * Traces of the LIRS papers (Jiang and Zhang, SIGMETRICS 2002): one block number per line. A line with an asterisk
 * separates the traces of two programs and is not a request. All are reads of 1 byte, without times.
 */
export const lirs: TraceFormat = {
  name: 'lirs',
  label: 'LIRS text, a block number per line',
  example: '5\n*\n7\n',
  recognise: (head) => everyLine(head, /^\s*(\d+|\*)\s*$/),
  open: (log) =>
    byLines((bytes, from, to, line) => {
      let start = from;
      let end = to;
      while (start < end && (bytes[start] as number) <= SPACE) start++;
      while (end > start && (bytes[end - 1] as number) <= SPACE) end--;
      if (start === end) return;
      if (end === start + 1 && bytes[start] === STAR) {
        log.ignore('lines with an asterisk', line);
        return;
      }
      for (let at = start; at < end; at++) {
        const digit = (bytes[at] as number) - 0x30;
        if (digit < 0 || digit > 9)
          throw new TraceError(`${quoted(bytes, from, to)} is not a block number.`, { line });
      }
      log.add(bytes, start, end, 0, 1, READ, Infinity, line);
    }),
};

const SPACE = 0x20;
const STAR = 0x2a;
