import { READ } from '../ops';
import type { TraceFormat } from './format';
import { byLines } from './lines';

/** One key a line, the whole line. All requests are reads of 1 byte, without a time. The format of last resort. */
export const keys: TraceFormat = {
  name: 'keys',
  label: 'one key a line',
  example: '/a\n/b\n/a\n',
  recognise: ({ lines }) => lines.length > 0,
  open: (log) => byLines((bytes, from, to, line) => log.add(bytes, from, to, 0, 1, READ, Infinity, line)),
};
