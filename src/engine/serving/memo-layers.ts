import { type CacheCounters, newCounters } from '../../cache/counters';
import { type MemoCacheName, memoCacheNames } from '../contract/engine';
import type { LayerBounds, MemoLayer } from './memo-set';
import type { ReplicaId } from './request';
import type { AnyStageResult, StageResult } from './stage-result';

/** The memo layers of all replicas, for what reads them: one of them, or the sum of all. */
export class MemoLayers {
  /** @param all by the number of their replica, at least one. */
  constructor(readonly all: readonly MemoLayer[]) {}

  /** The layer of a replica, which must be there. */
  of(replica: ReplicaId): MemoLayer {
    const layer = this.all[replica];
    if (!layer) throw new Error(`There is no replica ${replica}, only ${this.all.length}`);
    return layer;
  }

  /** Entries of one cache, in all replicas. */
  entries(cache: MemoCacheName): number {
    return this.all.reduce((sum, { caches }) => sum + caches[cache].size, 0);
  }

  /** Bytes of some caches, in all replicas. */
  bytes(names: readonly MemoCacheName[] = memoCacheNames): number {
    return this.all.reduce(
      (sum, { caches }) => sum + names.reduce((bytes, name) => bytes + caches[name].bytes, 0),
      0,
    );
  }

  /** What came into one cache and left it, in all replicas, since the run began. */
  stats(cache: MemoCacheName): CacheCounters {
    const sum = newCounters();
    for (const { caches } of this.all) {
      const { stats } = caches[cache];
      for (const count of Object.keys(sum) as (keyof CacheCounters)[]) sum[count] += stats[count];
    }
    return sum;
  }

  /** Times that a process ran out of memory. */
  get outOfMemory(): number {
    return this.all.reduce((sum, { outOfMemory }) => sum + outOfMemory, 0);
  }

  /** What all of them together may hold. */
  get bounds(): LayerBounds {
    const { entriesEach, bytes, bytesEach } = this.of(0).bounds;
    const times = (bound: number | 'unbounded') => (bound === 'unbounded' ? bound : bound * this.all.length);
    return { entriesEach: times(entriesEach), bytes: times(bytes), bytesEach: times(bytesEach) };
  }

  /** The unexpired value of a key in the first replica that holds one; without a trace in the caches. */
  peek<S extends MemoCacheName>(cache: S, key: number): StageResult<S> | undefined {
    for (const layer of this.all) {
      const held = layer.caches[cache].peek(layer.keyOf(cache, key));
      if (held) return held as StageResult<S>;
    }
    return undefined;
  }

  /** Where this very value would be served from now; undefined when no replica holds it. */
  holding(result: AnyStageResult): { readonly layer: MemoLayer; readonly slot: number } | undefined {
    for (const layer of this.all) {
      const slot = layer.memos[result.stage].slotOf(result.key);
      if (slot >= 0 && layer.caches[result.stage].valueAt(slot) === result) return { layer, slot };
    }
    return undefined;
  }
}
