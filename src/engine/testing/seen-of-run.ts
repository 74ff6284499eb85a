import { memoCacheNames } from '../contract/engine';
import type { Run } from '../run/run';
import { takeMap } from '../run/snapshot';

/** Returns what a person could see of a run, read without its saved state: counters, cache contents, log, rules. */
export const seenOfRun = (run: Run) => ({
  totals: memoCacheNames.map((name) => run.figures.total(name, run.layers.stats(name))),
  pages: run.figures.pageFigures(1_000),
  entries: memoCacheNames.map((name) => {
    const cache = run.layers.of(0).caches[name];
    const entries: unknown[] = [];
    cache.forEachSlot((slot) => {
      const result = cache.valueAt(slot);
      entries.push([
        slot,
        cache.keyAt(slot),
        result?.computedAt,
        [...(result?.versions ?? [])],
        cache.deadlineAt(slot),
      ]);
    });
    return entries;
  }),
  map: memoCacheNames.map((name) => takeMap(run, name).state),
  log: run.log.since(0, 1_000),
  rules: run.probes.each.map(({ name, probe }) => [name, probe.state, probe.book.checks]),
  harms: run.harms.now(),
  versions: [...run.store.versions],
  asked: [run.store.queryCount, run.store.rowCount],
});
