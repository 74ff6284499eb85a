import type { VirtualMs } from '../base/units';
import type { RankedPage, Scored, Weights } from '../recommender/contract';
import type { MemoCacheName } from './protocol';

/** What each memo cache holds. */
export interface StageValues {
  similarities: Scored;
  weights: Weights;
  rankings: RankedPage;
}

/** A computed value with what it was computed from, and what that cost. This is what the memo caches store. */
export interface Made<S extends MemoCacheName> {
  readonly stage: S;
  readonly key: number;
  readonly value: StageValues[S];
  /** Fact numbers, and the version in which each was read. Those of the parts are among them. */
  readonly facts: Int32Array;
  readonly versions: Int32Array;
  readonly madeAt: VirtualMs;
  /** Virtual time of the making, parts not counted. */
  readonly costMs: VirtualMs;
  readonly queries: number;
}

/** A value of whichever stage. */
export type AnyMade = { readonly [S in MemoCacheName]: Made<S> }[MemoCacheName];

/** Notes which facts were read, in which version. Of a fact read twice the older version counts. */
export class Notes {
  readonly #seen = new Map<number, number>();
  queries = 0;

  constructor(private readonly versions: Int32Array) {}

  /** A fact is read now. */
  note(fact: number): void {
    this.add(fact, this.versions[fact] ?? 0);
  }

  /** A part was used that knows these facts. */
  include({ facts, versions }: { readonly facts: Int32Array; readonly versions: Int32Array }): void {
    for (let i = 0; i < facts.length; i++) this.add(facts[i] as number, versions[i] as number);
  }

  add(fact: number, version: number): void {
    const known = this.#seen.get(fact);
    if (known === undefined || version < known) this.#seen.set(fact, version);
  }

  columns(): { facts: Int32Array; versions: Int32Array } {
    return { facts: Int32Array.from(this.#seen.keys()), versions: Int32Array.from(this.#seen.values()) };
  }
}
