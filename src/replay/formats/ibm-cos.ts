import { READ, REMOVE, UNKNOWN_SIZE, WRITE } from '../ops';
import { Fields } from './fields';
import { everyLine, type TraceFormat } from './format';
import { byLines } from './lines';
import { Vocabulary } from './operations';

/**
 * IBM's object store traces (Eytan, Harnik, Ofer, Friedman and Kat, HotStorage 2020; SNIA IOTTA): `time request object
 * size first-byte last-byte` separated by spaces. Times are milliseconds from the start of the trace; the size is the
 * whole object's, and a DELETE has none. GETs of any range are requests; PUT and COPY write, DELETE removes. HEAD asks
 * about the object and does not use it.
 */
export const ibmCos: TraceFormat = {
  name: 'ibm-cos',
  label: 'IBM object store trace (SNIA)',
  example:
    '1219008 REST.PUT.OBJECT 8d4fcda3d675bac9 1056\n1221974 REST.HEAD.OBJECT 39d177fb735ac5df 528\n' +
    '1232437 REST.GET.OBJECT 3b8255e0609a700d 1456 0 1455\n1232500 REST.DELETE.OBJECT 8d4fcda3d675bac9\n',
  recognise: (head) => everyLine(head, /^\d+ +REST\.[A-Z_]+\.[A-Z_]+ +\S+( +\d+( +\d+ +-?\d+)?)?\s*$/),
  open(log) {
    log.keepTimes();
    const fields = new Fields(4);
    const requests = new Vocabulary((word) => REQUESTS[word]);
    return byLines((bytes, from, to, line) => {
      fields.splitAtSpaces(bytes, from, to);
      const timeMs = fields.number(0, 'the time', line);
      const op = fields.count < 3 ? undefined : requests.in(bytes, fields.start(1), fields.end(1));
      if (op === undefined) {
        log.ignore('requests other than GET, PUT, COPY and DELETE of an object', line);
        return;
      }
      const size = fields.count > 3 ? fields.number(3, 'the size', line) : UNKNOWN_SIZE;
      log.add(bytes, fields.start(2), fields.end(2), timeMs, size, op, Infinity, line);
    });
  },
};

const REQUESTS: Readonly<Record<string, number>> = {
  'rest.get.object': READ,
  'rest.put.object': WRITE,
  'rest.copy.object': WRITE,
  'rest.delete.object': REMOVE,
};
