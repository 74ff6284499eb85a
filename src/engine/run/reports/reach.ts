import {
  type ChangeReach,
  type ConcernedEntry,
  memoCacheNames,
  type ReachReport,
} from '../../contract/engine';
import type { ChangeRecord } from '../../invalidation/reach';
import type { Run } from '../run';

/** What invalidation reached, missed and took in vain. */
export function reachReport(run: Run): ReachReport {
  return {
    strategies: run.invalidation.reach.totals,
    changes: run.invalidation.reach.changes.map(asSent),
    garbage: garbageOf(run),
    waiting: run.invalidation.waiting,
  };
}

/** The first entries of each cache that a change concerned; undefined when it is no longer remembered. */
export function concernedEntries(run: Run, sequence: number): ConcernedEntry[] | undefined {
  const record = run.invalidation.reach.changes.find(({ change }) => change.sequence === sequence);
  return record?.concerned.map(({ cache, key, fate, judged }) => ({
    cache,
    key: run.keyText(cache, key),
    fate,
    judged,
  }));
}

const asSent = ({
  line,
  strategy,
  message,
  tookMs,
  caches,
  judged,
  needless,
}: ChangeRecord): ChangeReach => ({
  ...line,
  strategy,
  message,
  tookMs,
  caches,
  judged,
  needless,
});

/** Walks all entries: asked for only while somebody looks. */
function garbageOf({ layers }: Run): ReachReport['garbage'] {
  const garbage = memoCacheNames.map((name) => {
    const found = { entries: 0, bytes: 0 };
    for (const layer of layers.all) {
      const cache = layer.caches[name];
      cache.forEachSlot((slot) => {
        const result = cache.valueAt(slot);
        if (!result || layer.keyOf(name, result.key) === cache.keyAt(slot)) return;
        found.entries++;
        found.bytes += cache.bytesOf(slot);
      });
    }
    return [name, found];
  });
  return Object.fromEntries(garbage) as ReachReport['garbage'];
}
