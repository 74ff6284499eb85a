import { Random } from '../base/random';
import type { Removal } from '../cache/answer';
import { ByteBudget } from '../cache/byte-budget';
import { Cache } from '../cache/cache';
import { Memo } from '../cache/memo';
import type { MemoOptions } from '../cache/memo-options';
import { sizes } from '../recommender/sizes';
import type { Clock } from './clock';
import type { Generations } from './invalidation/generations';
import { Holders } from './invalidation/holders';
import type { Memos } from './journey';
import type { AnyMade, Made } from './made';
import { protectionsOf } from './protections';
import { type MemoCacheName, memoCacheNames } from './protocol';
import type { Settings } from './settings';

/** An object of ours around a value: its fields and its two columns of facts. */
const RECORD_BYTES = 96;
const weigh = (made: AnyMade): number =>
  (sizes[made.stage] as (value: AnyMade['value']) => number)(made.value) +
  8 * made.facts.length +
  RECORD_BYTES;

/** The three named caches of the memo layer: one byte budget for all, or a third of the bytes for each. */
export class MemoLayer {
  readonly caches: { readonly [S in MemoCacheName]: Cache<number, Made<S>> };
  readonly memos: Memos;
  /** From a fact to the entries that were computed from it. */
  readonly holders = new Holders(this);
  readonly #budget: ByteBudget;
  #settings: Settings;

  constructor(
    seed: number,
    clock: Clock,
    settings: Settings,
    onRemoval: (made: AnyMade, why: Removal) => void,
    private readonly generations: Generations,
  ) {
    this.#settings = settings;
    this.#budget = new ByteBudget(settings.bytes);
    const cache = <S extends MemoCacheName>(name: S) => {
      const made = new Cache<number, Made<S>>({
        name,
        policy: settings.policy,
        maxEntries: settings.entries,
        ...this.#bytes(settings),
        ttlMs: settings.ttl,
        expiry: settings.expiry,
        clock: () => clock.now,
        random: Random.for(seed, `cache ${name}`),
        weigh: weigh as (value: Made<S>) => number,
      });
      made.onRemoval = (_slot, _key, value, why) => onRemoval(value as AnyMade, why);
      made.onAdmission = (slot) => this.holders.add(name, slot);
      return made;
    };
    this.caches = {
      similarities: cache('similarities'),
      weights: cache('weights'),
      rankings: cache('rankings'),
    };
    // Keys have the generation that they have been given, which without versioned keys is none.
    const options = { ...protectionsOf(settings), versionedKeys: true };
    const memo = <S extends MemoCacheName>(name: S) =>
      new Memo<number, Made<S>>(this.caches[name], options, {
        versioned: (key) => this.keyOf(name, key),
      });
    this.memos = {
      similarities: memo('similarities'),
      weights: memo('weights'),
      rankings: memo('rankings'),
    };
  }

  /** The key under which an entry is stored now. */
  keyOf(name: MemoCacheName, key: number): number {
    return this.generations.keyOf(name, key);
  }

  change(settings: Settings): void {
    const before = this.#settings;
    this.#settings = settings;
    const protections = changedOnly(protectionsOf(settings), protectionsOf(before));
    if (settings.bytes !== before.bytes && settings.budget === 'shared') this.#budget.resize(settings.bytes);
    const bytes =
      settings.bytes !== before.bytes || settings.budget !== before.budget
        ? this.#bytes(settings)
        : undefined;
    for (const name of memoCacheNames) {
      this.caches[name].reconfigure({
        ...(settings.policy !== before.policy && { policy: settings.policy }),
        ...(settings.entries !== before.entries && { maxEntries: settings.entries }),
        ...(settings.ttl !== before.ttl && { ttlMs: settings.ttl }),
        ...(settings.expiry !== before.expiry && { expiry: settings.expiry }),
        ...(bytes && { maxBytes: bytes.maxBytes, budget: bytes.budget ?? 'none' }),
      });
      this.memos[name].reconfigure(protections);
    }
  }

  /** The bytes that one cache may hold by itself, or the bound of all when they share. */
  get maxBytesEach(): number {
    return this.#settings.budget === 'shared' ? this.#settings.bytes : Math.floor(this.#settings.bytes / 3);
  }

  /** Collects what has died, where expiry is active. */
  advance(now: number): void {
    for (const name of memoCacheNames) this.caches[name].advance(now);
  }

  #bytes({ budget, bytes }: Settings): { maxBytes: number | 'unbounded'; budget?: ByteBudget } {
    if (budget === 'own') return { maxBytes: Math.max(1, Math.floor(bytes / 3)) };
    this.#budget?.resize(bytes);
    return { maxBytes: 'unbounded', budget: this.#budget };
  }
}

/** A protection that is given anew forgets what it knows: only those that differ are given. */
const changedOnly = (next: MemoOptions, before: MemoOptions): MemoOptions =>
  Object.fromEntries(
    Object.entries(next).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name as keyof MemoOptions]),
    ),
  );
