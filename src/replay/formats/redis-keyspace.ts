import { ADD, READ, REMOVE, REPLACE, TOUCH } from '../ops';
import type { RequestLog } from '../request-log';

/** A database of the server, or a namespace of Kvrocks. */
export interface Database {
  /** Prefix of each of its keys: the same name in two databases is two keys. */
  readonly prefix: Uint8Array;
  /** Its rows in the log since the last flush, as pairs of start and exclusive end. */
  readonly rows: number[];
}

/** No line has named the key so far: whether it exists is unknown. */
const UNSEEN = -Infinity;
const ABSENT = Number.NaN;

/**
 * The server's own content as far as the log shows it, for commands with an effect that depends on it (RENAME, EXPIRE …
 * GT, FLUSHDB). Processes the log's rows only when such a command comes, each row once: O(1) per row, 8 bytes per key.
 */
export class RedisKeyspace {
  readonly #log: RequestLog;
  #deadlines = new Float64Array(0).fill(UNSEEN);
  #rowsSeen = 0;

  constructor(log: RequestLog) {
    this.#log = log;
  }

  /**
   * Returns the deadline of a key's value, Infinity without a TTL, undefined if the key does not exist. A key that no
   * line has named counts as existing.
   */
  deadlineOf(id: number, nowMs: number): number | undefined {
    this.#catchUp();
    const deadline = this.#deadlines[id] ?? UNSEEN;
    if (deadline === UNSEEN) return Infinity;
    return deadline > nowMs ? deadline : undefined;
  }

  /** Returns whether a row of the log created a value for this key that still exists. */
  surelyHas(id: number, nowMs: number): boolean {
    this.#catchUp();
    return (this.#deadlines[id] ?? UNSEEN) > nowMs;
  }

  /** Removes every key of a database from the log's cache. */
  flush({ rows }: Database, timeMs: number, line: number): void {
    this.#log.removeAll(rows, timeMs, line);
    rows.length = 0;
  }

  #catchUp(): void {
    const { ids, distinct, ops, ttls, times } = this.#log.soFar();
    if (distinct > this.#deadlines.length) {
      const longer = new Float64Array(2 * distinct).fill(UNSEEN);
      longer.set(this.#deadlines);
      this.#deadlines = longer;
    }
    for (; this.#rowsSeen < ids.length; this.#rowsSeen++) {
      const row = this.#rowsSeen;
      const op = ops?.[row] ?? READ;
      if (op !== READ) this.#apply(ids[row] as number, op, ttls?.[row] ?? Infinity, times?.[row] ?? 0);
    }
  }

  #apply(id: number, op: number, ttlMs: number, nowMs: number): void {
    const before = this.#deadlines[id] as number;
    const isThere = before > nowMs;
    const isGone = !isThere && before !== UNSEEN;
    if (op === REMOVE) this.#deadlines[id] = ABSENT;
    else if (op === ADD && isThere) return;
    else if ((op === TOUCH || op === REPLACE) && isGone) return;
    else if (!Number.isNaN(ttlMs)) this.#deadlines[id] = nowMs + ttlMs;
    else if (!isThere && op !== TOUCH) this.#deadlines[id] = Infinity;
  }
}
