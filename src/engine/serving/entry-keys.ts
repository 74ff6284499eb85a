import type { Saved } from '../../base/saved';
import type { MemoCacheName } from '../contract/engine';
import type { InForce } from './in-force';
import type { PageKeys } from './keys';

/** Above every key with a generation, and a whole number still. */
const FIRST_OBJECT = 2 ** 50;

/** Where a key's generation comes from: versioned keys. */
export interface KeyGenerations {
  /** Returns the key under which an entry is stored now. */
  keyOf(cache: MemoCacheName, key: number): number;
}

/** Under which key an entry is kept: its own with its generation, or what a naive way makes of it. */
export class EntryKeys implements Saved<number> {
  #objects = 0;

  constructor(
    private readonly generations: KeyGenerations,
    private readonly pages: PageKeys,
    private readonly inForce: () => InForce,
  ) {}

  keyOf(cache: MemoCacheName, key: number): number {
    const { way } = this.inForce();
    if (cache !== 'rankings' || !way) return this.generations.keyOf(cache, key);
    if (way.keysAreObjects) return FIRST_OBJECT + this.#objects++;
    return this.generations.keyOf(cache, way.pageKey?.(key, this.pages) ?? key);
  }

  save(): number {
    return this.#objects;
  }

  restore(objects: number): void {
    this.#objects = objects;
  }
}
