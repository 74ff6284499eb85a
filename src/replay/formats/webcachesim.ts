import { READ } from '../ops';
import { Fields } from './fields';
import { everyLine, type TraceFormat } from './format';
import { byLines } from './lines';

/**
 * webcachesim and LRB (Berger et al., NSDI 2017; Song et al., NSDI 2020): `time id size` and further columns, separated
 * by spaces, all of them numbers: words are of another format. Times are in seconds, sizes in bytes; all are reads.
 */
export const webcachesim: TraceFormat = {
  name: 'webcachesim',
  label: 'webcachesim, time id size',
  example: '1 a 10\n2 b 20\n',
  recognise: (head) => everyLine(head, /^\s*\d+(\.\d+)?[ \t]+[^ \t]+[ \t]+\d+([ \t]+-?\d+(\.\d+)?)*\s*$/),
  open(log) {
    const fields = new Fields(3);
    return byLines((bytes, from, to, line) => {
      fields.splitAtSpaces(bytes, from, to);
      const timeMs = fields.number(0, 'the time', line) * 1000;
      const size = fields.number(2, 'the size', line);
      log.add(bytes, fields.start(1), fields.end(1), timeMs, size, READ, Infinity, line);
    });
  },
};
