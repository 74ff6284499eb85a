import { KEEP_TTL, READ, REMOVE, REPLACE, UNKNOWN_SIZE, WRITE } from '../ops';
import type { RequestLog } from '../request-log';
import { Fields, indexIn, numberIn, textOf } from './fields';

/** Shorter than any client's answer: a lookup so close before a store belongs to it. In milliseconds. */
const SAME_COMMAND_MS = 0.02;
/** In seconds. No TTL is 31 years long: a larger value is a Unix time, or a negative time in 32 bits. */
const MAX_TTL_S = 1e9;
const NEGATIVE = 2 ** 31;

/** A read line that may belong to the next one. */
interface Lookup {
  readonly key: Uint8Array;
  readonly client: string;
  readonly timeMs: number;
  readonly size: number;
  readonly line: number;
}

/**
 * Parses lines of `watch fetchers mutations deletions`. A store first looks up its key, and Memcached logs the lookup
 * too (t/watcher_connid.t): a lookup by the same connection directly before a store is not a read. A store's TTL is the
 * remaining time in seconds (logger.c). Other lines, such as evictions by the server, are ignored.
 */
export class ItemLines {
  readonly #log: RequestLog;
  readonly #fields = new Fields(16);
  #lookup: Lookup | undefined;

  constructor(log: RequestLog) {
    this.#log = log;
  }

  read(bytes: Uint8Array, from: number, to: number, timeMs: number, line: number): void {
    this.#fields.splitAtSpaces(bytes, from, to);
    const pairs = this.#pairs(bytes);
    const key = decoded(pairs.get('key'));
    const kind = pairs.get('type');
    const size =
      pairs.has('size') && pairs.get('status') !== 'not_found' ? numberOf(pairs.get('size')) : UNKNOWN_SIZE;
    const client = pairs.get('cfd') ?? '';
    if (kind === 'item_store') this.#belongsTo(key, client, timeMs);
    this.end();
    if (kind === 'item_get') this.#lookup = { key, client, timeMs, size, line };
    else if (kind === 'deleted') this.#add(key, timeMs, size, REMOVE, Infinity, line);
    else if (kind !== 'item_store')
      this.#log.ignore('lines of another kind than item_get, item_store and deleted', line);
    else if (pairs.get('status') !== 'stored') this.#log.ignore('stores that the server refused', line);
    else this.#store(key, pairs, timeMs, size, line);
  }

  /** Reads the last pending line. */
  end(): void {
    if (!this.#lookup) return;
    const { key, timeMs, size, line } = this.#lookup;
    this.#lookup = undefined;
    this.#add(key, timeMs, size, READ, KEEP_TTL, line);
  }

  #belongsTo(key: Uint8Array, client: string, timeMs: number): void {
    const before = this.#lookup;
    if (before?.client !== client || timeMs - before.timeMs > SAME_COMMAND_MS) return;
    if (before.key.length !== key.length || !before.key.every((byte, at) => byte === key[at])) return;
    this.#log.ignore('lookups that are part of a store', before.line);
    this.#lookup = undefined;
  }

  #store(key: Uint8Array, pairs: Map<string, string>, timeMs: number, size: number, line: number): void {
    const command = pairs.get('cmd') ?? '';
    const seconds = numberOf(pairs.get('ttl'));
    // Appending keeps the TTL and creates no value.
    if (command === 'append' || command === 'prepend') this.#add(key, timeMs, size, REPLACE, KEEP_TTL, line);
    else if (!(seconds > 0)) this.#add(key, timeMs, size, WRITE, Infinity, line);
    else {
      const ttlMs = seconds > MAX_TTL_S && seconds < NEGATIVE ? seconds * 1000 - timeMs : seconds * 1000;
      const isGone = seconds >= NEGATIVE || ttlMs <= 0;
      this.#add(key, timeMs, size, isGone ? REMOVE : WRITE, isGone ? Infinity : ttlMs, line);
    }
  }

  #add(key: Uint8Array, timeMs: number, size: number, op: number, ttlMs: number, line: number): void {
    if (key.length === 0) this.#log.ignore('lines without a key', line);
    else this.#log.add(key, 0, key.length, timeMs, size, op, ttlMs, line);
  }

  /** Parses the line's `name=value` pairs. */
  #pairs(bytes: Uint8Array): Map<string, string> {
    const pairs = new Map<string, string>();
    for (let field = 0; field < this.#fields.count; field++) {
      const from = this.#fields.start(field);
      const to = this.#fields.end(field);
      const equals = indexIn(bytes, EQUALS, from, to);
      pairs.set(textOf(bytes, from, equals), textOf(bytes, Math.min(equals + 1, to), to));
    }
    return pairs;
  }
}

const EQUALS = 0x3d;

const numberOf = (text = ''): number => {
  const bytes = new TextEncoder().encode(text);
  return numberIn(bytes, 0, bytes.length);
};

/** Decodes a key: Memcached logs bytes other than letters, digits and -._~ as %XX. */
function decoded(key = ''): Uint8Array {
  const bytes = new TextEncoder().encode(key);
  let to = 0;
  for (let at = 0; at < bytes.length; at++) {
    const hex = bytes[at] === PERCENT ? textOf(bytes, at + 1, at + 3) : '';
    const isEscape = /^[0-9a-fA-F]{2}$/.test(hex);
    bytes[to++] = isEscape ? Number.parseInt(hex, 16) : (bytes[at] as number);
    if (isEscape) at += 2;
  }
  return bytes.subarray(0, to);
}

const PERCENT = 0x25;
