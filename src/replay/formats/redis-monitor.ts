import { READ, REMOVE, WRITE } from '../ops';
import { indexIn, numberIn, textOf } from './fields';
import { everyLine, type TraceFormat } from './format';
import { byLines } from './lines';
import { Vocabulary } from './operations';

/**
 * What Redis writes under MONITOR: `1339518083.107412 [0 127.0.0.1:60866] "get" "key"`. The log has no sizes: every
 * object is 1 byte. Model: get-or-set. Commands that read a value are requests, one for each key; those that write one
 * put it in or renew it, with the EX, PX, SETEX or PSETEX time as TTL; DEL, UNLINK and GETDEL take it out. Whatever
 * else (PING, EXISTS, EXPIRE, scripts) is ignored and counted.
 */
export const redisMonitor: TraceFormat = {
  name: 'redis-monitor',
  label: 'Redis MONITOR',
  recognise: ({ lines }) =>
    everyLine({ lines: lines.filter((line) => line !== 'OK') }, /^\d{9,}\.\d+ \[\d+ [^\]]+\] "/),
  open(log) {
    log.keepTimes();
    const words = new Words();
    const commands = new Vocabulary((name) => COMMANDS.get(name));
    return byLines((bytes, from, to, line) => {
      words.find(bytes, from, to);
      const timeMs = numberIn(bytes, from, indexIn(bytes, SPACE, from, to)) * 1000;
      if (words.count === 0 || Number.isNaN(timeMs)) {
        log.ignore('lines that are no command', line);
        return;
      }
      const command = commands.in(bytes, words.start(0), words.end(0));
      if (!command || words.count < 2) {
        log.ignore('commands that neither read, write nor remove values', line);
        return;
      }
      const { op, keys, ttlMs } = command;
      const lives = ttlMs === undefined ? Infinity : ttlMs(bytes, words) || Infinity;
      const end = keys === 'first' ? 2 : words.count;
      for (let word = 1; word < end; word += keys === 'pairs' ? 2 : 1)
        log.add(bytes, words.start(word), words.end(word), timeMs, 1, op, lives, line);
    });
  },
};

interface Command {
  readonly op: number;
  /** Which of its words are keys: the first, all, or each second. */
  readonly keys: 'first' | 'all' | 'pairs';
  /** Milliseconds that the written value lives; 0 or NaN: for ever. */
  readonly ttlMs?: (bytes: Uint8Array, words: Words) => number;
}

const readFirst: Command = { op: READ, keys: 'first' };
const readAll: Command = { op: READ, keys: 'all' };
const writeFirst: Command = { op: WRITE, keys: 'first' };
const writePairs: Command = { op: WRITE, keys: 'pairs' };
const removeFirst: Command = { op: REMOVE, keys: 'first' };
const removeAll: Command = { op: REMOVE, keys: 'all' };
const setWithSeconds: Command = { ...writeFirst, ttlMs: (bytes, words) => words.number(bytes, 2) * 1000 };
const setWithMs: Command = { ...writeFirst, ttlMs: (bytes, words) => words.number(bytes, 2) };
const set: Command = { ...writeFirst, ttlMs: ttlOfSet };

const COMMANDS = new Map<string, Command>(
  (
    [
      [
        readFirst,
        'get getex getrange substr strlen getbit bitcount hget hgetall hmget hkeys hvals hlen lrange lindex llen ' +
          'smembers sismember smismember scard srandmember zrange zrangebyscore zrevrange zrevrangebyscore zscore ' +
          'zrank zcard zcount geosearch xrange json.get',
      ],
      [readAll, 'mget sinter sunion sdiff'],
      [
        writeFirst,
        'setnx getset append incr incrby incrbyfloat decr decrby setrange setbit hset hmset hsetnx hincrby ' +
          'hincrbyfloat hdel lpush rpush lpop rpop lset ltrim lrem sadd srem spop zadd zrem zincrby geoadd pfadd ' +
          'xadd json.set',
      ],
      [set, 'set'],
      [setWithSeconds, 'setex'],
      [setWithMs, 'psetex'],
      [writePairs, 'mset msetnx'],
      [removeFirst, 'getdel'],
      [removeAll, 'del unlink'],
    ] as [Command, string][]
  ).flatMap(([command, names]) => names.split(' ').map((name) => [name, command] as const)),
);

const SPACE = 0x20;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** EX and PX; an absolute time (EXAT) would be of another clock. */
function ttlOfSet(bytes: Uint8Array, words: Words): number {
  for (let word = 3; word + 1 < words.count; word++) {
    const option = textOf(bytes, words.start(word), words.end(word)).toLowerCase();
    if (option === 'ex') return words.number(bytes, word + 1) * 1000;
    if (option === 'px') return words.number(bytes, word + 1);
  }
  return Infinity;
}

/** The quoted words of a line, as Redis escapes them: one way for each word, so that escaped keys may stay so. */
class Words {
  readonly #bounds: number[] = [];

  get count(): number {
    return this.#bounds.length / 2;
  }
  start(word: number): number {
    return this.#bounds[2 * word] as number;
  }
  end(word: number): number {
    return this.#bounds[2 * word + 1] as number;
  }
  /** NaN for what is no number. */
  number(bytes: Uint8Array, word: number): number {
    return word < this.count ? numberIn(bytes, this.start(word), this.end(word)) : Number.NaN;
  }

  find(bytes: Uint8Array, from: number, to: number): void {
    this.#bounds.length = 0;
    for (let at = from; at < to; at++) {
      if (bytes[at] !== QUOTE) continue;
      const start = ++at;
      while (at < to && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
      if (at < to) this.#bounds.push(start, at);
    }
  }
}
