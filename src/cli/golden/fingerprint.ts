import { memoCacheNames } from '../../engine/contract/engine';
import type { Run } from '../../engine/run/run';
import { takeSnapshot } from '../../engine/run/snapshot';
import { digestOf } from './digest';

/** Figures of a finished run by name: counters as they are, contents as digests. */
export type Fingerprint = Readonly<Record<string, number | string>>;

/** Figures that depend on the machine. */
const WALL = /measuredMs$/;

const still = {
  playing: false,
  speedAsked: 'max',
  speedReached: 0,
  requestsPerWallSecond: 0,
  travel: { head: 0, forks: 0, forkedAt: 0, bytes: 0 },
} as const;

/** Returns every counter of the page, the number of log lines, and digests of caches, log and series. */
export function fingerprint(run: Run): Fingerprint {
  const { sequence, at, pages, tier, tiers, series, store, compute, model, rules, marks, events, changes } =
    takeSnapshot(run, { seen: 0, tier: 'all', bucketMs: 10_000 }, still);
  return {
    at,
    'log lines': sequence,
    ...flat('pages', pages),
    ...flat('memo', { ...tier, window: undefined, latency: undefined }),
    ...flat('memo', tiers),
    ...flat('store', { ...store, statements: undefined }),
    ...flat('compute', compute),
    ...flat('model', { ...model, training: undefined }),
    ...Object.fromEntries(rules.map(({ name, state }) => [`rules.${name}`, JSON.stringify(state)])),
    series: digestOf(series),
    'last log lines': digestOf(events),
    'last changes': digestOf(changes),
    marks: digestOf(marks),
    ...Object.fromEntries(memoCacheNames.map((name) => [`contents of ${name}`, contentsOf(run, name)])),
  };
}

/** Digests every resident entry to the last bit: slot, key, times, size and value, and the order of eviction. */
function contentsOf(run: Run, name: (typeof memoCacheNames)[number]): string {
  const entries: unknown[] = [];
  const victims: unknown[] = [];
  for (const { caches } of run.layers.all) {
    const cache = caches[name];
    cache.forEachSlot((slot) => {
      const { key, value, facts, versions, costMs } = cache.valueAt(slot) ?? {};
      const times = [cache.insertedAt(slot), cache.usedAt(slot), cache.deadlineAt(slot)];
      entries.push([
        slot,
        key,
        value,
        facts,
        versions,
        costMs,
        times,
        cache.bytesOf(slot),
        cache.hitsOf(slot),
      ]);
    });
    victims.push(...cache.nextVictims(100));
  }
  return `${entries.length} ${digestOf([entries, victims])}`;
}

/** Flattens the numbers in an object, by their path. */
function flat(path: string, value: unknown): Record<string, number | string> {
  // JSON has no infinity.
  if (typeof value === 'number')
    return WALL.test(path) ? {} : { [path]: Number.isFinite(value) ? value : String(value) };
  if (typeof value !== 'object' || value === null) return {};
  return Object.assign({}, ...Object.entries(value).map(([key, inner]) => flat(`${path}.${key}`, inner)));
}
