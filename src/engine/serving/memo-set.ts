import { Random } from '../../base/random';
import { ByteBudget } from '../../cache/byte-budget';
import { Cache } from '../../cache/cache';
import { Memo } from '../../cache/memo';
import type { MemoOptions } from '../../cache/memo-options';
import { sizes } from '../../recommender/sizes';
import { type MemoCacheName, memoCacheNames } from '../contract/engine';
import type { RunClock } from '../time/events';
import type { EntryKeys } from './entry-keys';
import { type InForce, inForce } from './in-force';
import type { Memos } from './memos';
import type { Observer } from './observer';
import { protectionsOf } from './protections';
import type { ReplicaId } from './request';
import type { AnyStageResult, StageResult } from './stage-result';

/** An object of ours around a value: its fields and its two columns of facts. */
const RECORD_BYTES = 96;
const weigh = (result: AnyStageResult): number =>
  (sizes[result.stage] as (value: AnyStageResult['value']) => number)(result.value) +
  8 * result.facts.length +
  RECORD_BYTES;

/** Where nothing bounds the caches, the process is killed at so many bytes: a worker of a browser lives no longer. */
const OUT_OF_MEMORY = 300_000_000;

/** What the layer may hold. */
export interface LayerBounds {
  readonly entriesEach: number | 'unbounded';
  /** Of all caches together. */
  readonly bytes: number | 'unbounded';
  /** Of one cache, or of all where they share. */
  readonly bytesEach: number | 'unbounded';
}

/** What a memo layer is made from. */
interface LayerParts {
  readonly replica: ReplicaId;
  readonly seed: number;
  readonly clock: RunClock;
  /** In force at the start. */
  readonly inForce: InForce;
  readonly observer: Pick<Observer, 'admitted' | 'left'>;
  readonly entryKeys: Pick<EntryKeys, 'keyOf'>;
  /** Caches that nothing bounds held so many bytes that the process was killed. */
  readonly outOfMemory: (bytes: number) => void;
  /** Bytes at which caches without a bound are lost; those of a browser's worker unless set. */
  readonly outOfMemoryAt?: number;
}

/**
 * The three named caches of the memo layer: one byte budget for all, or a third of the bytes for each. Memoized in a
 * naive way they are the same caches with something left undone, so that readers of entries, deadlines, counters and
 * bounds need not distinguish them. Another way begins with empty caches, as after a deployment.
 */
export class MemoLayer {
  readonly caches: { readonly [S in MemoCacheName]: Cache<number, StageResult<S>> };
  readonly memos: Memos;
  /** Times that the process ran out of memory. */
  outOfMemory = 0;
  readonly #budget: ByteBudget;
  readonly #noBudget = new ByteBudget(Number.MAX_SAFE_INTEGER);
  #inForce: InForce;

  constructor(private readonly parts: LayerParts) {
    const { replica, seed, clock, inForce, observer } = parts;
    const { settings } = inForce;
    this.#inForce = inForce;
    this.#budget = new ByteBudget(settings.bytes);
    const cache = <S extends MemoCacheName>(name: S) => {
      const result = new Cache<number, StageResult<S>>({
        name,
        policy: settings.policy,
        maxEntries: this.bounds.entriesEach,
        ...this.#bytes(),
        ttlMs: settings.ttl,
        expiry: settings.expiry,
        clock: () => clock.now,
        random: Random.for(seed, `cache ${name}`),
        weigh: weigh as (value: StageResult<S>) => number,
      });
      result.onRemoval = (_slot, _key, value, why) => observer.left(value as AnyStageResult, why);
      result.onAdmission = (slot) => observer.admitted(name, slot, replica);
      return result;
    };
    this.caches = {
      similarities: cache('similarities'),
      weights: cache('weights'),
      rankings: cache('rankings'),
    };
    // A key is given its generation, and in a naive way what that makes of it; without either it stays what it is.
    const options = { ...protectionsOf(settings), versionedKeys: true };
    const memo = <S extends MemoCacheName>(name: S) =>
      new Memo<number, StageResult<S>>(this.caches[name], options, {
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
    return this.parts.entryKeys.keyOf(name, key);
  }

  change(next: InForce): void {
    const { way, settings: before } = this.#inForce;
    const { settings } = next;
    this.#inForce = next;
    const rebound =
      next.way !== way ||
      settings.entries !== before.entries ||
      settings.bytes !== before.bytes ||
      settings.budget !== before.budget;
    const { budget = 'none', maxBytes } = this.#bytes();
    const protections = changedOnly(protectionsOf(settings), protectionsOf(before));
    for (const name of memoCacheNames) {
      this.caches[name].reconfigure({
        ...(settings.policy !== before.policy && { policy: settings.policy }),
        ...(settings.ttl !== before.ttl && { ttlMs: settings.ttl }),
        ...(settings.expiry !== before.expiry && { expiry: settings.expiry }),
        ...(rebound && { maxEntries: this.bounds.entriesEach, maxBytes, budget }),
      });
      this.memos[name].reconfigure(protections);
    }
    if (next.way !== way) this.#restart();
    else if (settings.aliasing !== before.aliasing) this.memos.rankings.clear();
  }

  get bounds(): LayerBounds {
    const { way, settings } = this.#inForce;
    if (way?.unbounded) return { entriesEach: 'unbounded', bytes: 'unbounded', bytesEach: 'unbounded' };
    const { entries, bytes, budget } = settings;
    const bytesEach = budget === 'shared' ? bytes : Math.max(1, Math.floor(bytes / 3));
    return { entriesEach: entries, bytes, bytesEach };
  }

  /** Of all caches. */
  get bytes(): number {
    return memoCacheNames.reduce((sum, name) => sum + this.caches[name].bytes, 0);
  }

  /** Removes expired entries, where expiry is active; checks the memory, where the caches have no bound. */
  advance(now: number): void {
    for (const name of memoCacheNames) this.caches[name].advance(now);
    const { bytes } = this;
    if (this.bounds.bytes !== 'unbounded' || bytes < (this.parts.outOfMemoryAt ?? OUT_OF_MEMORY)) return;
    this.outOfMemory++;
    this.#restart();
    this.parts.outOfMemory(bytes);
  }

  save() {
    const { caches, memos, outOfMemory } = this;
    return {
      settings: this.#inForce.settings,
      similarities: { cache: caches.similarities.save(), memo: memos.similarities.save() },
      weights: { cache: caches.weights.save(), memo: memos.weights.save() },
      rankings: { cache: caches.rankings.save(), memo: memos.rankings.save() },
      outOfMemory,
    };
  }

  restore({ settings, outOfMemory, ...saved }: ReturnType<MemoLayer['save']>): void {
    this.#inForce = inForce(settings);
    this.outOfMemory = outOfMemory;
    const { budget = 'none' } = this.#bytes();
    this.#restoreOne('similarities', saved.similarities, budget);
    this.#restoreOne('weights', saved.weights, budget);
    this.#restoreOne('rankings', saved.rankings, budget);
  }

  #restoreOne<S extends MemoCacheName>(
    name: S,
    {
      cache,
      memo,
    }: {
      cache: ReturnType<Cache<number, StageResult<S>>['save']>;
      memo: ReturnType<Memo<number, StageResult<S>>['save']>;
    },
    budget: ByteBudget | 'none',
  ): void {
    (this.caches[name] as Cache<number, StageResult<S>>).restore(cache, budget);
    (this.memos[name] as Memo<number, StageResult<S>>).restore(memo);
  }

  #restart(): void {
    for (const name of memoCacheNames) this.memos[name].clear();
  }

  #bytes(): { maxBytes: number | 'unbounded'; budget?: ByteBudget } {
    const { bytes, bytesEach } = this.bounds;
    if (bytes === 'unbounded') return { maxBytes: 'unbounded', budget: this.#noBudget };
    if (this.#inForce.settings.budget === 'own') return { maxBytes: bytesEach };
    this.#budget.resize(bytes);
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
