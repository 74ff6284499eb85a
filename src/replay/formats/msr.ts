import { READ, WRITE } from '../ops';
import { TraceError } from '../trace-error';
import { Fields, quoted } from './fields';
import type { TraceFormat } from './format';
import { JoinedKey } from './joined-key';
import { byLines } from './lines';
import { SinceFirst } from './since-first';

/**
 * Block traces of MSR Cambridge (Narayanan, Donnelly and Rowstron, FAST 2008): `time,host,disk,type,offset,size,
 * response`. The key is host, disk and offset. Times are Windows times, 100 ns since 1601, counted here from the first
 * line. Sizes are bytes. A header is skipped.
 */
export const msr: TraceFormat = {
  name: 'msr',
  label: 'MSR Cambridge block trace, Windows time, host, disk, type, offset, size, response',
  example:
    '128166372003061629,hm,0,Read,383496192,32768,113736\n128166372016382155,hm,1,Write,2822144,4096,23736\n',
  recognise: ({ lines }) => {
    const rows = lines.filter((line, at) => at > 0 || !HEAD.test(line));
    return rows.length > 0 && rows.every((line) => LINE.test(line));
  },
  open(log) {
    const fields = new Fields(6);
    const key = new JoinedKey();
    const clock = new SinceFirst(WINDOWS_TICK_MS);
    return byLines((bytes, from, to, line) => {
      fields.splitAt(COMMA, bytes, from, to);
      const type = (bytes[fields.start(3)] as number) | LOWER_CASE;
      if (fields.count < 6 || (type !== READS && type !== WRITES)) {
        // Each file has at most one header; a line truncated at the end of a download is not a request either.
        log.ignore('lines other than reads and writes', line);
        return;
      }
      const timeMs = clock.msIn(bytes, fields.start(0), fields.end(0));
      if (Number.isNaN(timeMs))
        throw new TraceError(`the time is ${quoted(bytes, fields.start(0), fields.end(0))}, not a number.`, {
          line,
        });
      const size = fields.number(5, 'the size', line);
      key.clear();
      for (const field of KEY_FIELDS) key.add(bytes, fields.start(field), fields.end(field));
      log.add(key.bytes, 0, key.length, timeMs, size, type === READS ? READ : WRITE, Infinity, line);
    });
  },
};

const KEY_FIELDS = [1, 2, 4] as const;
/** In milliseconds: 100 ns. */
const WINDOWS_TICK_MS = 1e-4;
const COMMA = 0x2c;
const LOWER_CASE = 0x20;
const READS = 0x72;
const WRITES = 0x77;
const HEAD = /^\s*"?timestamp"?\s*,/i;
const LINE = /^\s*\d{17,19}\s*,[^,]+,\s*\d+\s*,\s*(read|write)\s*,\s*\d+\s*,\s*\d+\s*(,[^,]*)?$/i;
