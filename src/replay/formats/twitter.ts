import { ADD, KEEP_TTL, READ, REMOVE, REPLACE, WRITE } from '../ops';
import { TraceError } from '../trace-error';
import { indexIn, numberOr, quoted } from './fields';
import { everyLine, type TraceFormat } from './format';
import { byLines } from './lines';
import { Vocabulary } from './operations';

/**
 * Twitter's cache traces (Yang, Yue and Rashmi, OSDI 2020): `time,key,key size,value size,client,operation,TTL`,
 * without a header; keys may contain commas. Times and TTLs are in seconds; an object has the size of key plus value.
 * Model: get-or-set. get and gets are the requests. Their TTL column is 0 and states nothing: a value inserted by a
 * read gets the TTL of its key's last write. set writes, add writes if the key is not resident, replace and cas if it
 * is, with the TTL (0: none); append, prepend, incr and decr write if it is resident and keep the TTL; delete removes.
 */
export const twitter: TraceFormat = {
  name: 'twitter',
  label: 'Twitter cache trace',
  example: '0,k,2,0,1,get,0\n1,k,2,9,1,set,60\n2,n:a,b,5,9,1,incr,0\n',
  recognise: (head) => everyLine(head, /^\d+,.*,\d+,\d+,\d+,[a-z]+,\d+$/),
  open(log) {
    log.keepTimes();
    const words = new Vocabulary((word) => OPERATIONS.get(word));
    /** Offsets of the commas that end the key, its size, the value's size, the client and the operation. */
    const commas = new Int32Array(COLUMNS_BEHIND_KEY);
    return byLines((bytes, from, to, line) => {
      const first = indexIn(bytes, COMMA, from, to);
      let at = to;
      for (let column = COLUMNS_BEHIND_KEY - 1; column >= 0; column--) {
        do at--;
        while (at > first && bytes[at] !== COMMA);
        commas[column] = at;
      }
      if (at <= first) throw new TraceError(`fewer than 7 columns in ${quoted(bytes, from, to)}.`, { line });
      const [key = 0, keySize = 0, valueSize = 0, client = 0, word = 0] = commas;
      const timeMs = numberOr(bytes, from, first, 'the time', line) * 1000;
      const size =
        numberOr(bytes, key + 1, keySize, 'the key size', line) +
        numberOr(bytes, keySize + 1, valueSize, 'the value size', line);
      const seconds = numberOr(bytes, word + 1, to, 'the TTL', line);
      const operation = words.in(bytes, client + 1, word);
      if (operation === undefined) {
        log.ignore('lines of other operations', line);
        return;
      }
      const { op, keepsTtl } = operation;
      const ttlMs = keepsTtl ? KEEP_TTL : seconds * 1000 || Infinity;
      log.add(bytes, first + 1, key, timeMs, size, op, ttlMs, line);
    });
  },
};

interface Operation {
  readonly op: number;
  readonly keepsTtl: boolean;
}

const OPERATIONS = new Map<string, Operation>([
  ['get', { op: READ, keepsTtl: true }],
  ['gets', { op: READ, keepsTtl: true }],
  ['set', { op: WRITE, keepsTtl: false }],
  ['add', { op: ADD, keepsTtl: false }],
  ['replace', { op: REPLACE, keepsTtl: false }],
  ['cas', { op: REPLACE, keepsTtl: false }],
  ['append', { op: REPLACE, keepsTtl: true }],
  ['prepend', { op: REPLACE, keepsTtl: true }],
  ['incr', { op: REPLACE, keepsTtl: true }],
  ['decr', { op: REPLACE, keepsTtl: true }],
  ['delete', { op: REMOVE, keepsTtl: true }],
]);

const COLUMNS_BEHIND_KEY = 5;
const COMMA = 0x2c;
