import { ADD, KEEP_TTL, READ, REMOVE, REPLACE, TOUCH, WRITE } from '../ops';
import {
  AT_MILLISECOND,
  AT_SECOND,
  type Clock,
  MILLISECONDS,
  optionsFrom,
  positiveTtlIn,
  REFUSED,
  SECONDS,
  type Ttl,
  ttlIn,
} from './redis-ttl';
import type { RedisWords } from './redis-words';

/** Which words of a command are keys. Words are counted from 0, the command itself; from the end where below 0. */
export type Keys =
  /** As `COMMAND INFO` of Redis tells it. */
  | { readonly first: number; readonly last: number; readonly step: number }
  /** Word `count` says how many keys follow it. */
  | { readonly count: number }
  /** The first half of the words after STREAMS. */
  | 'streams';

/** What a command does to each of some keys. */
export interface Effect {
  readonly op: number;
  readonly keys: Keys;
  readonly ttlMs: number;
  /** Of EXPIRE: nx, xx, gt, lt, which compare with the TTL that the key has. */
  readonly when?: string;
}

/** What reaches further than the keys that it names. */
export type Upheaval =
  | { readonly kind: 'flush'; readonly all: boolean }
  | { readonly kind: 'swap' }
  /** The value of one key under another: `rename` takes the first away, `copy` leaves it, `move` is to a database. */
  | { readonly kind: 'rename' | 'copy' | 'move'; readonly replaces: boolean };

/** REFUSED where the server answers with an error. */
export type Outcome = readonly Effect[] | Upheaval | typeof REFUSED;
export type RedisCommand = (words: RedisWords, nowMs: number) => Outcome;

const FIRST: Keys = { first: 1, last: 1, step: 1 };
const SECOND: Keys = { first: 2, last: 2, step: 1 };
const FIRST_TWO: Keys = { first: 1, last: 2, step: 1 };
const ALL: Keys = { first: 1, last: -1, step: 1 };
const ALL_BUT_FIRST: Keys = { first: 2, last: -1, step: 1 };
const ALL_BUT_LAST: Keys = { first: 1, last: -2, step: 1 };
const PAIRS: Keys = { first: 1, last: -1, step: 2 };
/** BITOP names its operation first. */
const FROM_THIRD: Keys = { first: 3, last: -1, step: 1 };

const read = (keys: Keys = FIRST): Effect => ({ op: READ, keys, ttlMs: KEEP_TTL });
/** Changes the value, or makes one if there is none, and leaves the TTL alone. */
const change = (keys: Keys = FIRST): Effect => ({ op: WRITE, keys, ttlMs: KEEP_TTL });
/** Changes the value if there is one. */
const changeIfThere = (keys: Keys = FIRST): Effect => ({ op: REPLACE, keys, ttlMs: KEEP_TTL });
/** Puts a new value in place of the old one and of its TTL. */
const put = (keys: Keys = FIRST, ttlMs = Infinity): Effect => ({ op: WRITE, keys, ttlMs });
const putIfNone = (keys: Keys = FIRST): Effect => ({ op: ADD, keys, ttlMs: Infinity });
const remove = (keys: Keys = FIRST): Effect => ({ op: REMOVE, keys, ttlMs: Infinity });
const touch = (ttlMs: number, when = ''): Effect => ({
  op: TOUCH,
  keys: FIRST,
  ttlMs,
  ...(when && { when }),
});

const always = (outcome: Outcome): RedisCommand => {
  return () => outcome;
};

/** SET: without KEEPTTL or a time of its own it takes the TTL away; NX and XX make it depend, GET reads before. */
const set: RedisCommand = (words, nowMs) => {
  if (words.count <= 3) return PLAIN_SET;
  const { ttl, flags } = optionsFrom(words, 3, nowMs);
  const ttlMs = ttl ? ttl.is : Infinity;
  if (ttlMs === REFUSED) return REFUSED;
  const op = flags.has('nx') ? ADD : flags.has('xx') || flags.has('ifeq') ? REPLACE : WRITE;
  const write: Effect = { op, keys: FIRST, ttlMs };
  return flags.has('get') ? [read(), write] : [write];
};
const PLAIN_SET = [put()];

const setFor =
  (clock: Clock): RedisCommand =>
  (words, nowMs) => {
    const ttlMs = positiveTtlIn(words, 2, clock, nowMs);
    return ttlMs === REFUSED ? REFUSED : [put(FIRST, ttlMs)];
  };

const expire =
  (clock: Clock): RedisCommand =>
  (words, nowMs) => {
    const ttlMs: Ttl = ttlIn(words, 2, clock, nowMs);
    return ttlMs === REFUSED ? REFUSED : [touch(ttlMs, words.text(3))];
  };

const getEx: RedisCommand = (words, nowMs) => {
  const { ttl } = optionsFrom(words, 2, nowMs);
  if (!ttl) return [read()];
  return ttl.is === REFUSED ? REFUSED : [read(), touch(ttl.is)];
};

/** RESTORE key ttl value [REPLACE] [ABSTTL]: a TTL of 0 is none. */
const restore: RedisCommand = (words, nowMs) => {
  const { flags } = optionsFrom(words, 4, nowMs);
  const ttlMs = ttlIn(words, 2, flags.has('absttl') ? AT_MILLISECOND : MILLISECONDS, nowMs);
  if (ttlMs === REFUSED) return REFUSED;
  return [
    { ...(flags.has('replace') ? put() : putIfNone()), ttlMs: words.integer(2) === 0 ? Infinity : ttlMs },
  ];
};

/** SORT and GEORADIUS read their first key, and write the one behind STORE. */
const readAndStore: RedisCommand = (words) => {
  for (let word = 2; word + 1 < words.count; word++) {
    const option = words.text(word);
    if (option === 'store' || option === 'storedist')
      return [read(), put({ first: word + 1, last: word + 1, step: 1 })];
  }
  return [read()];
};

/** BITFIELD without SET and INCRBY only reads. */
const bitfield: RedisCommand = (words) => {
  for (let word = 2; word < words.count; word++)
    if (['set', 'incrby'].includes(words.text(word))) return [change()];
  return [read()];
};

const copy: RedisCommand = (words, nowMs) => ({
  kind: 'copy',
  replaces: optionsFrom(words, 3, nowMs).flags.has('replace'),
});

/**
 * What each command does to keys, with its TTLs, after the documentation of Redis 8 and Valkey 9. What only looks at a
 * key (EXISTS, TTL, TYPE, OBJECT, SCAN) is no use of its value; a script is told by the commands that it calls.
 */
const TABLE: readonly (readonly [RedisCommand, names: string])[] = [
  [
    always([read()]),
    'get getrange substr strlen getbit bitcount bitpos bitfield_ro dump sort_ro ' +
      'hget hgetall hmget hkeys hvals hlen hexists hstrlen hrandfield hscan hgetex ' +
      'lrange lindex llen lpos smembers sismember smismember scard srandmember sscan ' +
      'zrange zrangebyscore zrangebylex zrevrange zrevrangebyscore zrevrangebylex zscore zmscore zrank zrevrank zcard ' +
      'zcount zlexcount zrandmember zscan geosearch geopos geodist geohash georadius_ro georadiusbymember_ro ' +
      'xrange xrevrange xlen json.get json.strlen json.arrlen json.objkeys json.objlen ts.get ts.range bf.exists',
  ],
  [always([read(ALL)]), 'mget sinter sunion sdiff pfcount'],
  [always([read(ALL_BUT_LAST)]), 'json.mget'],
  [always([read(FIRST_TWO)]), 'lcs'],
  [always([read({ count: 1 })]), 'zinter zunion zdiff sintercard zintercard'],
  [always([read('streams')]), 'xread xreadgroup'],
  [readAndStore, 'sort georadius georadiusbymember'],
  [bitfield, 'bitfield'],
  [getEx, 'getex'],
  [always([read(), remove()]), 'getdel'],
  [always([read(), put()]), 'getset'],
  [set, 'set'],
  [setFor(SECONDS), 'setex'],
  [setFor(MILLISECONDS), 'psetex'],
  [always([putIfNone()]), 'setnx'],
  [always([put(PAIRS)]), 'mset'],
  [always([putIfNone(PAIRS)]), 'msetnx'],
  [restore, 'restore restore-asking'],
  [
    always([change()]),
    'append incr incrby incrbyfloat decr decrby setrange setbit hset hmset hsetnx hincrby hincrbyfloat hsetex ' +
      'lpush rpush sadd zadd zincrby geoadd pfadd xadd json.set json.merge json.numincrby json.arrappend ts.add bf.add',
  ],
  [
    always([changeIfThere()]),
    'hdel hgetdel lpushx rpushx lpop rpop linsert lset ltrim lrem srem spop zrem zpopmin zpopmax zremrangebyrank ' +
      'zremrangebyscore zremrangebylex xdel xtrim json.del json.forget',
  ],
  [always([changeIfThere(ALL_BUT_LAST)]), 'blpop brpop bzpopmin bzpopmax'],
  [always([changeIfThere({ count: 1 })]), 'lmpop zmpop'],
  [always([changeIfThere({ count: 2 })]), 'blmpop bzmpop'],
  [always([changeIfThere(), change(SECOND)]), 'lmove blmove rpoplpush brpoplpush smove'],
  [always([read(ALL_BUT_FIRST), put()]), 'sinterstore sunionstore sdiffstore'],
  [always([read({ count: 2 }), put()]), 'zinterstore zunionstore zdiffstore'],
  [always([read(SECOND), put()]), 'zrangestore geosearchstore'],
  [always([read(ALL_BUT_FIRST), change()]), 'pfmerge'],
  [always([read(FROM_THIRD), put(SECOND)]), 'bitop'],
  [expire(SECONDS), 'expire'],
  [expire(MILLISECONDS), 'pexpire'],
  [expire(AT_SECOND), 'expireat'],
  [expire(AT_MILLISECOND), 'pexpireat'],
  [always([touch(Infinity)]), 'persist'],
  [always([remove(ALL)]), 'del unlink'],
  [always({ kind: 'rename', replaces: true }), 'rename'],
  [always({ kind: 'rename', replaces: false }), 'renamenx'],
  [copy, 'copy'],
  [always({ kind: 'move', replaces: false }), 'move'],
  [always({ kind: 'swap' }), 'swapdb'],
  [always({ kind: 'flush', all: false }), 'flushdb'],
  [always({ kind: 'flush', all: true }), 'flushall'],
];

const COMMANDS = new Map(
  TABLE.flatMap(([command, names]) => names.split(' ').map((name) => [name, command] as const)),
);

/** The command of a name in lower case; undefined for one that neither reads, writes nor removes values. */
export const redisCommand = (name: string): RedisCommand | undefined => COMMANDS.get(name);
