import { ADD, READ, REMOVE, REPLACE, TOUCH } from '../ops';
import type { RequestLog } from '../request-log';

/** One of the server's databases, or a namespace of Kvrocks. */
export interface Database {
  /** Stands before each of its keys, so that one name in two databases is two keys. */
  readonly prefix: Uint8Array;
  /** Its lines of the log since it was flushed last, as pairs: from, to before. */
  readonly rows: number[];
}

/** No line named the key so far: nobody knows whether it is there. */
const UNSEEN = -Infinity;
const ABSENT = Number.NaN;

/**
 * What the server itself holds, as far as the log tells: for commands whose effect depends on it (RENAME, EXPIRE … GT,
 * FLUSHDB). The log's lines are gone through only when such a command comes, each once: O(1) a line, 8 bytes a key.
 */
export class RedisKeyspace {
  readonly #log: RequestLog;
  #deadlines = new Float64Array(0).fill(UNSEEN);
  #rowsSeen = 0;

  constructor(log: RequestLog) {
    this.#log = log;
  }

  /** When the value of a key goes, or Infinity; undefined where there is none. A key that no line named is there. */
  deadlineOf(id: number, nowMs: number): number | undefined {
    this.#catchUp();
    const deadline = this.#deadlines[id] ?? UNSEEN;
    if (deadline === UNSEEN) return Infinity;
    return deadline > nowMs ? deadline : undefined;
  }

  /** Whether a line of the log made a value for this key that is still there. */
  surelyHas(id: number, nowMs: number): boolean {
    this.#catchUp();
    return (this.#deadlines[id] ?? UNSEEN) > nowMs;
  }

  /** Takes every key of a database out of the log's cache. */
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
