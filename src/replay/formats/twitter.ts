import { Fields } from './fields';
import { everyLine, type TraceFormat } from './format';
import { byLines } from './lines';
import { OTHER, operations } from './operations';

/**
 * Twitter's cache traces (Yang, Yue and Rashmi, OSDI 2020): `time,key,key size,value size,client,operation,TTL`, without
 * a header. Times and TTLs are seconds, a TTL of 0 is none; an object is as large as key and value. Model: get-or-set.
 * get and gets are the requests; set, add, replace, cas, append, prepend, incr and decr put the value in or renew it,
 * with the TTL; delete takes it out.
 */
export const twitter: TraceFormat = {
  name: 'twitter',
  label: 'Twitter cache trace',
  example: '0,k,2,0,1,get,0\n1,k,2,9,1,set,60\n',
  recognise: (head) => everyLine(head, /^\d+,[^,]*,\d+,\d+,\d+,[a-z]+,\d+$/),
  open(log) {
    log.keepTimes();
    const fields = new Fields(7);
    const words = operations();
    return byLines((bytes, from, to, line) => {
      fields.splitAt(COMMA, bytes, from, to);
      const timeMs = fields.number(0, 'the time', line) * 1000;
      const size = fields.number(2, 'the key size', line) + fields.number(3, 'the value size', line);
      const ttlMs = fields.number(6, 'the TTL', line) * 1000;
      const op = words.in(bytes, fields.start(5), fields.end(5));
      if (op === OTHER) log.ignore('lines of other operations', line);
      else
        log.add(
          bytes,
          fields.start(1),
          fields.end(1),
          timeMs,
          size,
          op,
          ttlMs === 0 ? Infinity : ttlMs,
          line,
        );
    });
  },
};

const COMMA = 0x2c;
