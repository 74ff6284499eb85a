import { KeyNumbers } from './key-numbers';
import { READ, REMOVE, UNKNOWN_SIZE } from './ops';
import type { Requests } from './requests';
import { TraceError } from './trace-error';

/** Something in the file that did not become a request, and why. */
export interface Ignored {
  readonly what: string;
  readonly count: number;
  /** First line where it occurred. */
  readonly line: number;
}

/** A growing column of numbers; entries never written hold the initial value. */
class Column<A extends Int32Array | Float64Array | Uint8Array> {
  values: A;
  readonly #make: (length: number) => A;

  constructor(make: (length: number) => A, length: number) {
    this.#make = make;
    this.values = make(length);
  }

  grow(length: number): void {
    const values = this.#make(length);
    values.set(this.values);
    this.values = values;
  }
}

const FIRST_LENGTH = 4096;

/**
 * Collects requests as columns, without an object per request: the id always; size, time, TTL and operation only once
 * one differs from the default (1 byte, no TTL, a read). Memory: the keys once, 4 bytes per request, and 8, 8, 8 and 1
 * more for those columns.
 */
export class RequestLog {
  readonly #keys = new KeyNumbers();
  readonly #ids = new Column((length) => new Int32Array(length), FIRST_LENGTH);
  #sizes: Column<Float64Array> | undefined;
  #times: Column<Float64Array> | undefined;
  #ttls: Column<Float64Array> | undefined;
  #ops: Column<Uint8Array> | undefined;
  #count = 0;
  #reads = 0;
  #lacksSizes = false;
  #first = 0;
  #latest = -Infinity;
  readonly warnings: string[] = [];
  readonly #ignored = new Map<string, { count: number; line: number }>();

  /** Keeps the time of each request, which only expiry needs. Call it before the first request. */
  keepTimes(): void {
    this.#times ??= new Column((length) => new Float64Array(length), FIRST_LENGTH);
  }

  get reads(): number {
    return this.#reads;
  }

  /**
   * Adds a request. The key is in `bytes` from `from` up to but excluding `to`. `size` is in bytes, or UNKNOWN_SIZE.
   * `ttlMs` is Infinity for no TTL, KEEP_TTL if the line states none.
   */
  add(
    bytes: Uint8Array,
    from: number,
    to: number,
    timeMs: number,
    size: number,
    op: number,
    ttlMs: number,
    line: number,
  ): void {
    this.#note(timeMs, size, op, ttlMs, line);
    this.#keys.take(bytes, from, to);
    if (this.#keys.full) this.#numberKeys();
  }

  /** Adds a request for an integer key of 0 or more. */
  addNumber(key: number, timeMs: number, size: number, op: number, ttlMs: number, line: number): void {
    this.#numberKeys();
    this.#note(timeMs, size, op, ttlMs, line);
    this.#ids.values[this.#count - 1] = this.#keys.idOfNumber(key);
  }

  /** Adds a request for a known key, by its id in `soFar`. */
  addKnown(id: number, timeMs: number, size: number, op: number, ttlMs: number, line: number): void {
    this.#numberKeys();
    this.#note(timeMs, size, op, ttlMs, line);
    this.#ids.values[this.#count - 1] = id;
  }

  /** Removes every key named by the requests with indices in `spans`: pairs of start and exclusive end. */
  removeAll(spans: readonly number[], timeMs: number, line: number): void {
    const { ids } = this.soFar();
    const keys = new Set<number>();
    for (let span = 0; span < spans.length; span += 2)
      for (let at = spans[span] as number; at < (spans[span + 1] as number); at++)
        keys.add(ids[at] as number);
    for (const id of keys) this.addKnown(id, timeMs, UNKNOWN_SIZE, REMOVE, Infinity, line);
  }

  /** Assigns ids to the last requests, if they have none yet. */
  #numberKeys(): void {
    this.#keys.number(this.#ids.values, this.#count - this.#keys.waiting);
  }

  /** Records everything about a request but its id. */
  #note(timeMs: number, size: number, op: number, ttlMs: number, line: number): void {
    const at = this.#count++;
    if (at === this.#ids.values.length) this.#grow(2 * at);
    if (this.#sizes !== undefined || size !== 1) this.#sizesSoFar(at)[at] = size < 1 ? 1 : size;
    if (Number.isNaN(size)) this.#lacksSizes = true;
    if (op === READ) this.#reads++;
    else this.#opsSoFar()[at] = op;
    // As long as no write has stated a TTL, a read without one has the default.
    const statesTtl = ttlMs !== Infinity && (op !== READ || this.#ttls !== undefined || !Number.isNaN(ttlMs));
    if (statesTtl) this.#ttlsSoFar()[at] = ttlMs;
    if (timeMs < this.#latest) this.ignore('times earlier than the previous line, read as equal to it', line);
    else this.#latest = timeMs;
    if (at === 0) this.#first = timeMs;
    if (this.#times !== undefined) this.#times.values[at] = this.#latest;
  }

  /** Counts something ignored, by its reason. */
  ignore(what: string, line: number): void {
    const known = this.#ignored.get(what);
    if (known) known.count++;
    else this.#ignored.set(what, { count: 1, line });
  }

  /** Records a warning about the whole file. */
  warn(sentence: string): void {
    this.warnings.push(sentence);
  }

  get ignored(): Ignored[] {
    return Array.from(this.#ignored, ([what, { count, line }]) => ({ what, count, line }));
  }

  /** Number of requests so far. */
  get count(): number {
    return this.#count;
  }

  /** Returns the requests so far, as stated: sizes may be unknown. Call it again after the next request. */
  soFar(): Requests {
    this.#numberKeys();
    const end = this.#count;
    return {
      ids: this.#ids.values.subarray(0, end),
      distinct: this.#keys.count,
      sizes: this.#sizes?.values.subarray(0, end),
      times: this.#times?.values.subarray(0, end),
      ttls: this.#ttls?.values.subarray(0, end),
      ops: this.#ops?.values.subarray(0, end),
    };
  }

  /** Returns all requests, without copying. If all times are equal, the trace has no times. */
  requests(): Requests {
    const all = this.soFar();
    const sizes = all.sizes?.every(Number.isNaN) ? undefined : all.sizes;
    if (sizes && this.#lacksSizes) fillUnknownSizes(sizes, all.ids, all.distinct);
    return { ...all, sizes, times: this.#latest === this.#first ? undefined : all.times };
  }

  #grow(length: number): void {
    if (length >= 2 ** 31)
      throw new TraceError('the trace has more than 1,073,741,824 requests.', {
        advice: 'Replay part of it.',
      });
    for (const column of [this.#ids, this.#sizes, this.#times, this.#ttls, this.#ops]) column?.grow(length);
  }

  #sizesSoFar(at: number): Float64Array {
    if (this.#sizes === undefined) {
      this.#sizes = new Column((length) => new Float64Array(length), this.#ids.values.length);
      this.#sizes.values.fill(1, 0, at);
    }
    return this.#sizes.values;
  }

  #ttlsSoFar(): Float64Array {
    this.#ttls ??= new Column((length) => new Float64Array(length).fill(Infinity), this.#ids.values.length);
    return this.#ttls.values;
  }

  #opsSoFar(): Uint8Array {
    this.#ops ??= new Column((length) => new Uint8Array(length), this.#ids.values.length);
    return this.#ops.values;
  }
}

/** Replaces unknown sizes in place: by the key's last known one, otherwise its next one, otherwise 1 byte. */
function fillUnknownSizes(sizes: Float64Array, ids: Int32Array, distinct: number): void {
  const known = new Float64Array(distinct).fill(UNKNOWN_SIZE);
  for (let at = ids.length - 1; at >= 0; at--) {
    const size = sizes[at] as number;
    if (!Number.isNaN(size)) known[ids[at] as number] = size;
  }
  // `known` starts with the first size of each key; later it holds the last one.
  for (let at = 0; at < ids.length; at++) {
    const id = ids[at] as number;
    const size = sizes[at] as number;
    if (Number.isNaN(size)) sizes[at] = known[id] || 1;
    else known[id] = size;
  }
}
