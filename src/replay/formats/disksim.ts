import { READ, WRITE } from '../ops';
import { Fields, textOf } from './fields';
import { everyLine, type Head, type TraceFormat } from './format';
import { JoinedKey } from './joined-key';
import { byLines } from './lines';

/**
 * ASCII block traces of DiskSim (Bucy et al., CMU-PDL-08-101) and MQSim (Tavakkol et al., FAST 2018): `time device
 * block count flag` separated by spaces, without a header. A request is one object: the key is device and first block,
 * the size is `count` sectors of 512 bytes. The lowest bit of the flag, which may be hexadecimal, marks a read; all
 * others are writes. DiskSim's times have a decimal point and are milliseconds; MQSim's are whole nanoseconds.
 */
export const disksim: TraceFormat = {
  name: 'disksim',
  label: 'DiskSim or MQSim block trace, time device block count flag',
  example: '0.000 0 64 8 1\n1.250 0 128 8 1\n2.500 1 64 8 0\n3.750 0 64 8 1\n',
  recognise: (head) => everyLine(head, LINE) && hasFewDevices(head),
  open(log, head) {
    const fields = new Fields(5);
    const key = new JoinedKey();
    const unitMs = head.lines.some((line) => WITH_POINT.test(line)) ? 1 : 1e-6;
    return byLines((bytes, from, to, line) => {
      fields.splitAtSpaces(bytes, from, to);
      const timeMs = fields.number(0, 'the time', line) * unitMs;
      fields.number(2, 'the block', line);
      const size = SECTOR * fields.number(3, 'the number of blocks', line);
      const flag = textOf(bytes, fields.start(4), fields.end(4));
      if (fields.count < 5 || !FLAG.test(flag)) {
        log.ignore('lines without a flag', line);
        return;
      }
      key.clear();
      key.add(bytes, fields.start(1), fields.end(1));
      key.add(bytes, fields.start(2), fields.end(2));
      const op = Number.parseInt(flag.slice(-1), 16) & 1 ? READ : WRITE;
      log.add(key.bytes, 0, key.length, timeMs, size, op, Infinity, line);
    });
  },
};

/** In bytes. */
const SECTOR = 512;
/** The block is a number of sectors, the flag a small number: other formats have sizes or features there. */
const LINE = /^\s*\d+(\.\d+)?\s+\d{1,3}\s+\d+\s+[1-9]\d{0,5}\s+(0x)?[0-9a-f]{1,2}\s*$/i;
const WITH_POINT = /^\s*\d+\.\d/;
const FLAG = /^(0x)?[0-9a-f]{1,8}$/i;

/**
 * Returns whether the second column has few values. In webcachesim's traces it is an object's id: it has many values,
 * and the third column few.
 */
function hasFewDevices({ lines }: Head): boolean {
  const columns = lines.map((line) => line.trim().split(/\s+/));
  const devices = new Set(columns.map(([, device]) => device));
  return devices.size <= Math.max(2, lines.length / 4);
}
