import { expect, test } from 'vitest';
import { memoCacheNames } from '../contract/engine';
import { defaultSettings } from '../contract/settings';
import { Clock } from '../time/clock';
import type { Events } from '../time/events';
import { inForce } from './in-force';
import { MemoLayers } from './memo-layers';
import { MemoLayer } from './memo-set';
import type { StageResult } from './stage-result';

const settings = { ...defaultSettings, entries: 3, bytes: 300_000, ttl: 1_000, budget: 'own' } as const;

/** Two replicas, each with its own caches, without requests. */
function twoLayers() {
  const clock = new Clock<Events>();
  const admitted: string[] = [];
  const layer = (replica: number) =>
    new MemoLayer({
      replica,
      seed: 1,
      clock,
      inForce: inForce(settings),
      observer: {
        admitted: (cache, slot, into) => admitted.push(`${cache} ${slot} of replica ${into}`),
        left: () => {},
      },
      entryKeys: { keyOf: (_cache, key) => key },
      outOfMemory: () => {},
    });
  const [first, second] = [layer(0), layer(1)];
  return { clock, first, second, admitted, layers: new MemoLayers([first, second]) };
}

const list = (key: number): StageResult<'similarities'> => ({
  stage: 'similarities',
  key,
  value: { ids: Int32Array.of(1, 2), scores: Float64Array.of(0.5, 0.25) },
  facts: Int32Array.of(key),
  versions: Int32Array.of(0),
  missingParts: 0,
  computedAt: 0,
  costMs: 1,
  queries: 1,
  queriesInAll: 1,
});

test('the sum over replicas is that of each of them, entry by entry', () => {
  const { first, second, layers } = twoLayers();
  for (let key = 0; key < 5; key++) first.caches.similarities.set(key, list(key));
  second.caches.similarities.set(7, list(7));
  second.caches.similarities.set(7, list(7));
  expect(layers.entries('similarities')).toBe(3 + 1);
  expect(layers.entries('rankings')).toBe(0);
  expect(layers.stats('similarities')).toMatchObject({ inserted: 5 + 2, evicted: 2, replaced: 1 });
  const bytes = [first, second].flatMap(({ caches }) => memoCacheNames.map((name) => caches[name].bytes));
  expect(layers.bytes()).toBe(bytes.reduce((sum, one) => sum + one, 0));
  expect(layers.bytes(['weights'])).toBe(0);
  expect(layers.bounds).toEqual({ entriesEach: 6, bytes: 600_000, bytesEach: 200_000 });
  expect(() => layers.of(2)).toThrow('There is no replica 2, only 2');
});

test('an observer gets the replica that a value enters', () => {
  const { first, second, admitted } = twoLayers();
  second.caches.similarities.set(7, list(7));
  first.caches.similarities.set(8, list(8));
  expect(admitted).toEqual(['similarities 0 of replica 1', 'similarities 0 of replica 0']);
});

test('a value is found in the replica that holds it, and in none once it has expired', () => {
  const { clock, first, second, layers } = twoLayers();
  const [held, other] = [list(4), list(4)];
  second.caches.similarities.set(4, held);
  expect(layers.peek('similarities', 4)).toBe(held);
  expect(layers.holding(held)?.layer).toBe(second);
  expect(layers.holding(other)).toBeUndefined();
  first.caches.similarities.set(4, other);
  expect(layers.peek('similarities', 4)).toBe(other);
  expect(layers.holding(held)?.layer).toBe(second);
  clock.run(1_000);
  expect(layers.peek('similarities', 4)).toBeUndefined();
  expect(layers.holding(held)).toBeUndefined();
  expect(first.caches.similarities.stats.requests).toBe(0);
});
