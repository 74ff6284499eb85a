import { READ, WRITE } from '../ops';
import { Fields, secondsIn } from './fields';
import { everyLine, type TraceFormat } from './format';
import { JoinedKey } from './joined-key';
import { byLines } from './lines';

/**
 * SPC-1 block traces (Storage Performance Council, trace file format specification 1.0.1; the UMass "Financial" and
 * "WebSearch" traces): `ASU,LBA,size,opcode,time` and further columns, without a header. The key is unit and address:
 * the same address in two units is two blocks. Sizes are bytes, times seconds from the start; R reads, W writes.
 */
export const spc: TraceFormat = {
  name: 'spc',
  label: 'SPC block trace, unit, address, size, opcode, time',
  example: '0,20941264,8192,W,0.551706\n0,20939840,8192,R,0.554041\n1,20939840,8192,r,0.556202\n',
  recognise: (head) => everyLine(head, LINE),
  open(log) {
    const fields = new Fields(5);
    const key = new JoinedKey();
    return byLines((bytes, from, to, line) => {
      fields.splitAt(COMMA, bytes, from, to);
      const code = (bytes[fields.start(3)] as number) | LOWER_CASE;
      if (fields.count < 5 || (code !== READS && code !== WRITES)) {
        log.ignore('lines without an opcode R or W', line);
        return;
      }
      const size = fields.number(2, 'the size', line);
      fields.number(4, 'the time', line);
      const timeMs = secondsIn(bytes, fields.start(4), fields.end(4));
      key.clear();
      key.add(bytes, fields.start(0), fields.end(0));
      key.add(bytes, fields.start(1), fields.end(1));
      log.add(key.bytes, 0, key.length, timeMs, size, code === READS ? READ : WRITE, Infinity, line);
    });
  },
};

const COMMA = 0x2c;
const LOWER_CASE = 0x20;
const READS = 0x72;
const WRITES = 0x77;
const LINE = /^\s*\d+\s*,\s*\d+\s*,\s*\d+\s*,\s*[rw]\s*,\s*\d+(\.\d+)?([eE][-+]?\d+)?\s*(,.*)?$/i;
