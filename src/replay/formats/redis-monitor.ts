import { ADD, KEEP_TTL, REMOVE, TOUCH, WRITE } from '../ops';
import type { RequestLog } from '../request-log';
import { indexIn, secondsIn } from './fields';
import { mostLines, type TraceFormat } from './format';
import { byLines } from './lines';
import { Vocabulary } from './operations';
import { type Effect, type Keys, type KeyspaceChange, redisCommand } from './redis-commands';
import { type Database, RedisKeyspace } from './redis-keyspace';
import { REFUSED } from './redis-ttl';
import { RedisWords } from './redis-words';

/**
 * The output of MONITOR of Redis, Valkey and compatible servers: `1339518083.107412 [0 127.0.0.1:60866] "get" "key"`.
 * The brackets contain the database (in Kvrocks: the namespace) and the client: IPv4, IPv6 in its own brackets, `lua`
 * or `unix:/path`. netcat shows the server's `+` before each line. The database is part of the key. The log has no
 * sizes: every object is 1 byte. Model: get-or-set; `redis-commands.ts` defines the effects of commands.
 */
export const redisMonitor: TraceFormat = {
  name: 'redis-monitor',
  label: 'Redis or Valkey MONITOR',
  example:
    '1339518083.107412 [0 127.0.0.1:60866] "SET" "a\\"b" "1" "EX" "30"\n' +
    '1339518083.2 [1 lua] "mget" "x" "y"\n1339518084.2 [0 [::1]:6] "RENAME" "a\\"b" "x"\n1339518085.2 [0 unix:/s] "FLUSHALL"\n',
  recognise: ({ lines }) =>
    mostLines({ lines: lines.filter((line) => !/^\+?OK$/.test(line)) }, /^\+?\d{9,}\.\d+ \[\S+ .+\] "/),
  open(log) {
    log.keepTimes();
    const monitor = new Monitor(log);
    return byLines((bytes, from, to, line) => monitor.read(bytes, from, to, line));
  },
};

const SPACE = 0x20;
const PLUS = 0x2b;
const OPEN = 0x5b;
const CLOSE = 0x5d;

const NO_COMMAND = 'lines that are not commands';
const NO_VALUE = 'commands that do not read, write or remove a value';
const NO_EFFECT = 'commands that fail or change nothing';

class Monitor {
  readonly #log: RequestLog;
  readonly #keyspace: RedisKeyspace;
  readonly #words = new RedisWords();
  readonly #commands = new Vocabulary(redisCommand);
  /** Maps a database's name to its present content: SWAPDB swaps two. */
  readonly #names = new Vocabulary<{ database: Database }>(() => ({ database: this.#newDatabase() }));
  readonly #databases: Database[] = [];
  #current: Database | undefined;
  /** The row at which the rows of the current database start. */
  #since = 0;
  #key = new Uint8Array(256);
  /** Of the current line: the number of rows added to the log, its time and its number. */
  #effects = 0;
  #nowMs = 0;
  #line = 0;

  constructor(log: RequestLog) {
    this.#log = log;
    this.#keyspace = new RedisKeyspace(log);
  }

  read(bytes: Uint8Array, from: number, to: number, line: number): void {
    const start = bytes[from] === PLUS ? from + 1 : from;
    const afterTime = indexIn(bytes, SPACE, start, to);
    const nowMs = secondsIn(bytes, start, afterTime);
    const afterClient = endOfClient(bytes, afterTime + 1, to);
    const words = this.#words;
    words.find(bytes, afterClient, to);
    if (words.count === 0 || Number.isNaN(nowMs)) {
      this.#log.ignore(NO_COMMAND, line);
      return;
    }
    const command = this.#commands.in(bytes, words.start(0), words.end(0));
    if (!command) {
      this.#log.ignore(NO_VALUE, line);
      return;
    }
    const outcome = command(words, nowMs);
    this.#enter(bytes, afterTime + 2, indexIn(bytes, SPACE, afterTime + 1, to));
    this.#effects = 0;
    this.#nowMs = nowMs;
    this.#line = line;
    if (outcome === REFUSED) this.#log.ignore(NO_EFFECT, line);
    else if ('kind' in outcome) this.#changeKeyspace(outcome);
    else for (const effect of outcome) this.#apply(effect);
    if (outcome !== REFUSED && this.#effects === 0) this.#log.ignore(NO_EFFECT, line);
  }

  #apply(effect: Effect): void {
    const { op, ttlMs } = effect;
    // A value that expires at once is removed; if it would not have been inserted, nothing happens.
    const isGone = ttlMs <= 0;
    if (isGone && op === ADD) return;
    const words = this.#words;
    const { first, last, step } = positions(effect.keys, words);
    for (let word = first; word <= last; word += step) {
      if (effect.when && !this.#meetsCondition(effect.when, word, this.#nowMs + ttlMs)) continue;
      this.#add(word, isGone ? REMOVE : op, ttlMs);
    }
  }

  /** Returns whether EXPIRE may set this deadline given the key's current TTL; no TTL counts as infinite. */
  #meetsCondition(when: string, word: number, deadline: number): boolean {
    const present = this.#keyspace.deadlineOf(this.#idOf(word), this.#nowMs);
    if (present === undefined) return false;
    if (when === 'nx') return present === Infinity;
    if (when === 'xx') return present !== Infinity;
    if (when === 'gt') return deadline > present;
    return when !== 'lt' || deadline < present;
  }

  #changeKeyspace(change: KeyspaceChange): void {
    if (change.kind === 'flush') this.#flush(change.all);
    else if (this.#words.count < 3) return;
    else if (change.kind === 'swap') this.#swap();
    else this.#moveValue(change.kind, change.replaces);
  }

  #flush(all: boolean): void {
    this.#effects++;
    this.#recordRows();
    for (const database of this.#databases)
      if (all || database === this.#current) this.#keyspace.flush(database, this.#nowMs, this.#line);
    this.#since = this.#log.count;
  }

  #swap(): void {
    const a = this.#nameIn(1);
    const b = this.#nameIn(2);
    [a.database, b.database] = [b.database, a.database];
    this.#effects++;
  }

  /** RENAME, COPY and MOVE: the new key gets the value with its remaining TTL. */
  #moveValue(kind: 'rename' | 'copy' | 'move', replaces: boolean): void {
    const deadline = this.#keyspace.deadlineOf(this.#idOf(1), this.#nowMs);
    const home = this.#current as Database;
    const away = kind === 'move' ? this.#nameIn(2).database : this.#databaseOfCopy();
    const to = kind === 'move' ? 1 : 2;
    const ttlMs = (deadline ?? 0) - this.#nowMs;
    if (deadline === undefined) return;
    if (away) this.#goTo(away);
    const isTaken = !replaces && this.#keyspace.surelyHas(this.#idOf(to), this.#nowMs);
    if (!isTaken) this.#add(to, WRITE, ttlMs);
    if (away) this.#goTo(home);
    if (!isTaken && kind !== 'copy') this.#add(1, REMOVE, Infinity);
  }

  /** Returns the target database of COPY … DB, if given. */
  #databaseOfCopy(): Database | undefined {
    const words = this.#words;
    for (let word = 3; word + 1 < words.count; word++)
      if (words.text(word) === 'db') return this.#nameIn(word + 1).database;
    return undefined;
  }

  /** Returns the log's id of the key in a word. A touch without a TTL registers a new key. */
  #idOf(word: number): number {
    this.#put(word, TOUCH, KEEP_TTL);
    return this.#log.soFar().ids.at(-1) as number;
  }

  #add(word: number, op: number, ttlMs: number): void {
    this.#effects++;
    this.#put(word, op, ttlMs);
  }

  #put(word: number, op: number, ttlMs: number): void {
    const { bytes } = this.#words;
    const from = this.#words.start(word);
    const to = this.#words.end(word);
    const { prefix } = this.#current as Database;
    if (prefix.length === 0) {
      this.#log.add(bytes, from, to, this.#nowMs, 1, op, ttlMs, this.#line);
      return;
    }
    const length = prefix.length + to - from;
    if (length > this.#key.length) this.#key = new Uint8Array(2 * length);
    this.#key.set(prefix);
    this.#key.set(bytes.subarray(from, to), prefix.length);
    this.#log.add(this.#key, 0, length, this.#nowMs, 1, op, ttlMs, this.#line);
  }

  #nameIn(word: number): { database: Database } {
    return this.#names.in(this.#words.bytes, this.#words.start(word), this.#words.end(word));
  }

  #enter(bytes: Uint8Array, from: number, to: number): void {
    const { database } = this.#names.in(bytes, from, to);
    if (database !== this.#current) this.#goTo(database);
  }

  #goTo(database: Database): void {
    this.#recordRows();
    this.#current = database;
  }

  /** Records which rows of the log belong to the current database. */
  #recordRows(): void {
    const { count } = this.#log;
    if (count > this.#since) this.#current?.rows.push(this.#since, count);
    this.#since = count;
  }

  #newDatabase(): Database {
    const number = this.#databases.length;
    // MONITOR escapes non-text bytes: no key contains the byte that ends the prefix.
    const prefix = number === 0 ? '' : `${number}\0`;
    const database = { prefix: new TextEncoder().encode(prefix), rows: [] };
    this.#databases.push(database);
    return database;
  }
}

/**
 * Returns the offset of the bracket that closes the client; its address may contain brackets; `to` if there is none.
 */
function endOfClient(bytes: Uint8Array, from: number, to: number): number {
  if (bytes[from] !== OPEN) return to;
  let at = indexIn(bytes, CLOSE, from, to);
  while (at < to && bytes[at + 1] !== SPACE) at = indexIn(bytes, CLOSE, at + 1, to);
  return at;
}

/** Returns the existing words from `first` to `last`, every `step`-th. */
function positions(keys: Keys, words: RedisWords): { first: number; last: number; step: number } {
  const end = words.count - 1;
  if (keys === 'streams') {
    let first = 1;
    while (first <= end && words.text(first) !== 'streams') first++;
    return { first: first + 1, last: first + Math.floor((end - first) / 2), step: 1 };
  }
  if ('count' in keys) {
    const count = words.integer(keys.count);
    return { first: keys.count + 1, last: Math.min(end, keys.count + (count > 0 ? count : 0)), step: 1 };
  }
  const { first, last, step } = keys;
  return { first, last: last < 0 ? words.count + last : Math.min(last, end), step };
}
