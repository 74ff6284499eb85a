import { KEEP_TTL, READ, REMOVE, UNKNOWN_SIZE, WRITE } from '../ops';
import { TraceError } from '../trace-error';
import type { TraceFormat } from './format';
import { hasColumns, NamedColumns } from './named-columns';
import { OTHER, Vocabulary } from './operations';

/**
 * Meta's key-value cache traces as published by CacheLib, in four layouts that the header distinguishes:
 * `key,op,size,op_count,key_size` (202206), with `ttl` (202312), `op_time,key,key_size,op,op_count,size,cache_hits,ttl`
 * (202210), with `usecase,sub_usecase` (202401). A line stands for `op_count` operations in a row, at most
 * MAX_OPERATIONS. GET and GET_LEASE are reads; SET and SET_LEASE write, with the TTL in seconds (0: none); DELETE
 * removes. An object has the size of key plus value. A read of size 0 missed and does not state the size.
 */
export const metaKvcache: TraceFormat = {
  name: 'meta-kvcache',
  label: 'Meta kvcache trace (CacheLib)',
  example:
    'key,op,size,op_count,key_size\n7001,GET,100,3,20\n7002,GET_LEASE,50,1,20\n7001,SET,100,1,20\n7001,DELETE,0,1,20\n',
  recognise: (head) => hasColumns(head, NEEDED),
  open(log, head) {
    const columns = new NamedColumns(head, log, 'op_time', NEEDED);
    const [key, opName, count] = [columns.at('key'), columns.at('op'), columns.at('op_count')];
    const [valueSize, keySize, ttl] = [columns.at('size'), columns.at('key_size'), columns.at('ttl')];
    const operations = new Vocabulary((word): number => OPERATIONS.get(word) ?? OTHER);
    return columns.lines((fields, bytes, line) => {
      const op = operations.in(bytes, fields.start(opName), fields.end(opName));
      if (op === OTHER) {
        log.ignore('lines of other operations', line);
        return;
      }
      const timeMs = columns.timeMs(line);
      const value = columns.number(valueSize, 0, line);
      const size = value === 0 && op !== WRITE ? UNKNOWN_SIZE : value + columns.number(keySize, 0, line);
      const ttlMs = op === WRITE ? columns.number(ttl, 0, line) * 1000 || Infinity : KEEP_TTL;
      const times = columns.number(count, 1, line);
      if (!(times <= MAX_OPERATIONS))
        throw new TraceError(`an op_count of ${times}; the maximum is ${MAX_OPERATIONS}.`, { line });
      for (let time = 0; time < times; time++)
        log.add(bytes, fields.start(key), fields.end(key), timeMs, size, op, ttlMs, line);
    });
  },
};

const NEEDED = ['key', 'op', 'op_count', 'key_size', 'size'];
const OPERATIONS = new Map([
  ['get', READ],
  ['get_lease', READ],
  ['set', WRITE],
  ['set_lease', WRITE],
  ['delete', REMOVE],
]);
/** Largest number of operations per line: a corrupt line must not fill memory. */
const MAX_OPERATIONS = 1 << 20;
