import { ADD, KEEP_TTL, READ, REMOVE, REPLACE, TOUCH, UNKNOWN_SIZE, WRITE } from '../ops';
import type { RequestLog } from '../request-log';
import { ttlOfExptime } from './exptime';
import { textOf } from './fields';

const NO_COMMAND = 'lines that do not read, write or remove a value';

/** Storing commands: `name key flags exptime bytes`. */
const STORES: Readonly<Record<string, number>> = { set: WRITE, add: ADD, replace: REPLACE, cas: REPLACE };
/** Modes of the storing meta command. */
const META_STORES: Readonly<Record<string, number>> = {
  s: WRITE,
  e: ADD,
  r: REPLACE,
  a: REPLACE,
  p: REPLACE,
};

/**
 * Parses Memcached's commands as clients send them (doc/protocol.txt), after `<` and the connection's number. TTLs are
 * exptimes. Answers of the server are ignored: a read inserts an absent key.
 */
export class CommandLines {
  readonly #log: RequestLog;
  #timeMs = 0;
  #line = 0;
  /** First row of those that the next flush removes. */
  #flushed = 0;

  constructor(log: RequestLog) {
    this.#log = log;
  }

  read(bytes: Uint8Array, from: number, to: number, timeMs: number, line: number): void {
    const [, command = '', ...words] = textOf(bytes, from, to).trim().split(/ +/);
    const before = this.#log.count;
    this.#timeMs = timeMs;
    this.#line = line;
    this.#run(command, words);
    if (this.#log.count === before) this.#log.ignore(NO_COMMAND, line);
  }

  #run(command: string, words: readonly string[]): void {
    const [key = '', second = '', exptime = '', bytes = ''] = words;
    const store = STORES[command];
    if (command === 'get' || command === 'gets') for (const one of words) this.#add(one, READ, KEEP_TTL);
    else if (command === 'gat' || command === 'gats')
      for (const one of words.slice(1)) {
        this.#add(one, READ, KEEP_TTL);
        this.#live(one, TOUCH, key);
      }
    else if (store !== undefined) this.#live(key, store, exptime, Number(bytes));
    else if (command === 'append' || command === 'prepend') this.#add(key, REPLACE, KEEP_TTL);
    else if (command === 'incr' || command === 'decr' || command === 'ma') this.#add(key, REPLACE, KEEP_TTL);
    else if (command === 'touch') this.#live(key, TOUCH, second);
    else if (command === 'delete' || command === 'md') this.#add(key, REMOVE, Infinity);
    else if (command === 'mg') this.#metaGet(key, words.slice(1));
    else if (command === 'ms') this.#metaSet(key, Number(second), words.slice(2));
    else if (command === 'flush_all' && !(Number(key) > 0)) this.#flush();
  }

  /** Reads with the meta command mg: only the flag v requests the value; T sets a TTL. */
  #metaGet(key: string, flags: readonly string[]): void {
    if (flags.includes('v')) this.#add(key, READ, KEEP_TTL);
    const exptime = flagged(flags, 'T');
    if (exptime !== undefined) this.#live(key, TOUCH, exptime);
  }

  #metaSet(key: string, bytes: number, flags: readonly string[]): void {
    const mode = (flagged(flags, 'M') ?? 's').toLowerCase();
    const op = META_STORES[mode] ?? WRITE;
    if (mode === 'a' || mode === 'p') this.#add(key, op, KEEP_TTL);
    else this.#live(key, op, flagged(flags, 'T') ?? '0', bytes);
  }

  /** Adds a write with an exptime; an invalid exptime is no TTL. */
  #live(key: string, op: number, exptime: string, size?: number): void {
    const ttlMs = ttlOfExptime(Number(exptime) || 0, this.#timeMs);
    if (ttlMs > 0) this.#add(key, op, ttlMs, size);
    else if (op !== ADD) this.#add(key, REMOVE, Infinity);
  }

  #add(key: string, op: number, ttlMs: number, size = UNKNOWN_SIZE): void {
    if (key === '') return;
    const bytes = new TextEncoder().encode(key);
    const known = Number.isSafeInteger(size) && size >= 0 ? size : UNKNOWN_SIZE;
    this.#log.add(bytes, 0, bytes.length, this.#timeMs, known, op, ttlMs, this.#line);
  }

  #flush(): void {
    this.#log.removeAll([this.#flushed, this.#log.count], this.#timeMs, this.#line);
    this.#flushed = this.#log.count;
  }
}

/** Returns the text after a flag's letter. */
const flagged = (flags: readonly string[], letter: string): string | undefined =>
  flags.find((flag) => flag.startsWith(letter) && flag.length > 1)?.slice(1);
