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

/** Positions of the keys among a command's words. Word 0 is the command; negative numbers count from the end. */
export type Keys =
  /** As reported by Redis' `COMMAND INFO`. */
  | { readonly first: number; readonly last: number; readonly step: number }
  /** Word `count` holds the number of keys after it. */
  | { readonly count: number }
  /** The first half of the words after STREAMS. */
  | 'streams';

/** The effect of a command on some keys. */
export interface Effect {
  readonly op: number;
  readonly keys: Keys;
  readonly ttlMs: number;
  /** Condition of EXPIRE: nx, xx, gt or lt, compared with the current TTL of the key. */
  readonly when?: string;
}

/** An effect beyond the keys named: on whole databases, or from one key to another. */
export type KeyspaceChange =
  | { readonly kind: 'flush'; readonly all: boolean }
  | { readonly kind: 'swap' }
  /** Moves a value to another key: `rename` removes the old one, `copy` keeps it, `move` changes the database. */
  | { readonly kind: 'rename' | 'copy' | 'move'; readonly replaces: boolean };

/** REFUSED if the server answers with an error. */
export type Outcome = readonly Effect[] | KeyspaceChange | typeof REFUSED;
export type RedisCommand = (words: RedisWords, nowMs: number) => Outcome;

const FIRST: Keys = { first: 1, last: 1, step: 1 };
const SECOND: Keys = { first: 2, last: 2, step: 1 };
const FIRST_TWO: Keys = { first: 1, last: 2, step: 1 };
const ALL: Keys = { first: 1, last: -1, step: 1 };
const ALL_BUT_FIRST: Keys = { first: 2, last: -1, step: 1 };
const ALL_BUT_LAST: Keys = { first: 1, last: -2, step: 1 };
const PAIRS: Keys = { first: 1, last: -1, step: 2 };
/** The keys of BITOP: its first argument is the operation. */
const FROM_THIRD: Keys = { first: 3, last: -1, step: 1 };

const read = (keys: Keys = FIRST): Effect => ({ op: READ, keys, ttlMs: KEEP_TTL });
/** Changes the value, or creates it if absent, and keeps the TTL. */
const change = (keys: Keys = FIRST): Effect => ({ op: WRITE, keys, ttlMs: KEEP_TTL });
/** Changes the value if it exists. */
const changeIfThere = (keys: Keys = FIRST): Effect => ({ op: REPLACE, keys, ttlMs: KEEP_TTL });
/** Replaces the value and its TTL. */
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

/** SET: without KEEPTTL or a time it removes the TTL; NX and XX make it conditional; GET reads first. */
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

/** SORT and GEORADIUS read their first key and write the key after STORE. */
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
 * The effect of each command on keys and TTLs, from the documentation of Redis 8 and Valkey 9. A query about a key
 * (EXISTS, TTL, TYPE, OBJECT, SCAN) does not use its value. A script is represented by the commands that it calls.
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

/** Returns the command with this lower-case name; undefined if it does not read, write or remove values. */
export const redisCommand = (name: string): RedisCommand | undefined => COMMANDS.get(name);
