import type { Saved } from '../../base/saved';
import type { QueryUse } from '../../store/query-meter';
import { type AskedOfStore, type MemoCacheName, REPEATED_FROM, type StageUse } from '../contract/engine';

const NOTHING: readonly never[] = [];

/** The queries that one page request caused, by stage and statement. */
export class RequestQueries implements Saved<readonly StageUse[]> {
  /** Empty for most requests: an answer from the cache asks nothing. */
  #uses: readonly StageUse[] = NOTHING;

  /** A computation of the request has read its facts. */
  add(stage: MemoCacheName, uses: readonly QueryUse[]): void {
    if (uses.length > 0) this.#uses = [...this.#uses, ...uses.map((use) => ({ stage, ...use }))];
  }

  /**
   * Statements that ran at least `REPEATED_FROM` times with at most one row each: an N+1. Computations of one stage
   * that ran side by side count together, as they do for the store.
   */
  get repeated(): AskedOfStore['repeated'] {
    return repeatedIn(this.#uses);
  }

  /** The queries so far; what is added later is not among them. */
  save(): readonly StageUse[] {
    return this.#uses;
  }

  restore(uses: readonly StageUse[]): void {
    this.#uses = uses;
  }
}

/** Sums queries up by stage and statement, for the page; undefined when nothing was asked. */
export function reportOf(uses: readonly StageUse[]): AskedOfStore | undefined {
  if (uses.length === 0) return undefined;
  const byPlace = new Map<string, StageUse>();
  for (const use of uses) {
    const place = `${use.stage} ${use.statement}`;
    const before = byPlace.get(place);
    byPlace.set(place, before ? sumOf(before, use) : use);
  }
  return { uses: [...byPlace.values()], repeated: repeatedIn(uses) };
}

function repeatedIn(uses: readonly StageUse[]): AskedOfStore['repeated'] {
  if (uses.length === 0) return NOTHING;
  const sums = new Map<string, { calls: number; rows: number }>();
  for (const { statement, calls, rows } of uses) {
    const sum = sums.get(statement) ?? { calls: 0, rows: 0 };
    sums.set(statement, { calls: sum.calls + calls, rows: sum.rows + rows });
  }
  return [...sums]
    .filter(([, { calls, rows }]) => calls >= REPEATED_FROM && rows <= calls)
    .map(([statement, { calls }]) => ({ statement, calls }));
}

const sumOf = (one: StageUse, other: StageUse): StageUse => ({
  ...one,
  calls: one.calls + other.calls,
  rows: one.rows + other.rows,
  milliseconds: one.milliseconds + other.milliseconds,
});
