import type { Saved } from '../../base/saved';
import type { MemoCacheName } from '../contract/engine';
import type { Names } from './names';

interface GenerationsState {
  readonly heard: Int32Array;
  readonly none: boolean;
}

/**
 * Versioned keys: the generation of what an entry is named after is part of its key. A generation is the sum of the
 * versions that the caches have heard of, which grows with every message. One that has been moved stays: what is under
 * an old key must not come back when another strategy takes over.
 */
export class Generations implements Saved<GenerationsState> {
  readonly #heard: Int32Array;
  #none = true;

  constructor(
    facts: number,
    private readonly names: Names,
    /** Keys of a cache are below this. */
    private readonly keys: Readonly<Record<MemoCacheName, number>>,
  ) {
    this.#heard = new Int32Array(facts);
  }

  /** As they are now; what either hears from now on, the other does not. */
  copy(): Generations {
    const copy = new Generations(this.#heard.length, this.names, this.keys);
    copy.restore(this.save());
    return copy;
  }

  save(): GenerationsState {
    return { heard: this.#heard.slice(), none: this.#none };
  }

  restore({ heard, none }: GenerationsState): void {
    this.#heard.set(heard);
    this.#none = none;
  }

  /** A message: the fact has this version. One that was overtaken by a later one says nothing new. */
  hear(fact: number, version: number): void {
    this.#heard[fact] = Math.max(version, this.#heard[fact] as number);
    this.#none = false;
  }

  /** The key under which an entry is stored now. */
  keyOf(cache: MemoCacheName, key: number): number {
    if (this.#none) return key;
    let generation = 0;
    for (const fact of this.names.factsIn({ cache, key })) generation += this.#heard[fact] as number;
    return key + generation * this.keys[cache];
  }
}
