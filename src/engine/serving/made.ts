import type { VirtualMs } from '../../base/units';
import type { RankedPage, Scored, Weights } from '../../recommender/contract';
import type { MemoCacheName } from '../contract/engine';

/** What each memo cache holds. */
export interface StageValues {
  similarities: Scored;
  weights: Weights;
  rankings: RankedPage;
}

/**
 * A computed value with what it was computed from (the facts of its parts among them), and what that cost. This is
 * what the memo caches store.
 */
export interface Made<S extends MemoCacheName> extends FactsRead {
  readonly stage: S;
  readonly key: number;
  readonly value: StageValues[S];
  /** Parts that it was computed without, since they failed or came too late; 0: it is whole. */
  readonly missingParts: number;
  /** When its facts were read. */
  readonly madeAt: VirtualMs;
  /** Virtual time of the making, parts not counted. */
  readonly costMs: VirtualMs;
  readonly queries: number;
}

/** A value of whichever stage. */
export type AnyMade = { readonly [S in MemoCacheName]: Made<S> }[MemoCacheName];

/** What a value was computed from: fact numbers, and the version in which each was read. */
export interface FactsRead {
  readonly facts: Int32Array;
  readonly versions: Int32Array;
}

/**
 * Notes which facts are read, in which version. Of a fact read twice the older version counts: a page made from old
 * weights is as old as they are. One notebook serves one computation after the other; `begin` opens a clean page.
 */
export class Notes {
  readonly #facts: Int32Array;
  readonly #versions: Int32Array;
  /** By fact: its place in this page's columns, valid if it is noted there. */
  readonly #place: Int32Array;
  #noted = 0;

  constructor(private readonly current: Int32Array) {
    this.#facts = new Int32Array(current.length);
    this.#versions = new Int32Array(current.length);
    this.#place = new Int32Array(current.length);
  }

  begin(): void {
    this.#noted = 0;
  }

  /** A fact is read now. */
  note(fact: number): void {
    this.#add(fact, this.current[fact] as number);
  }

  /** A part was used that was made from these facts. */
  include({ facts, versions }: FactsRead): void {
    for (let i = 0; i < facts.length; i++) this.#add(facts[i] as number, versions[i] as number);
  }

  /** What was noted since `begin`, to keep. */
  read(): FactsRead {
    return { facts: this.#facts.slice(0, this.#noted), versions: this.#versions.slice(0, this.#noted) };
  }

  #add(fact: number, version: number): void {
    const place = this.#place[fact] as number;
    if (place < this.#noted && this.#facts[place] === fact) {
      if (version < (this.#versions[place] as number)) this.#versions[place] = version;
      return;
    }
    this.#place[fact] = this.#noted;
    this.#facts[this.#noted] = fact;
    this.#versions[this.#noted] = version;
    this.#noted++;
  }
}
