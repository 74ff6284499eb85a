import { expect, test } from 'vitest';
import { defaultSettings, type Settings } from '../contract/settings';
import { Clock } from '../time/clock';
import { inForce } from './in-force';
import { MemoLayer } from './memo-set';
import type { StageResult } from './stage-result';

const list = (key: number): StageResult<'similarities'> => ({
  stage: 'similarities',
  key,
  value: { ids: new Int32Array(50), scores: new Float64Array(50) },
  facts: Int32Array.of(0),
  versions: Int32Array.of(0),
  missingParts: 0,
  computedAt: 0,
  costMs: 1,
  queries: 1,
  queriesInAll: 1,
});

function layerOf(settings: Partial<Settings>, outOfMemoryAt: number) {
  const kills: number[] = [];
  const force = inForce({ ...defaultSettings, ...settings });
  const layer = new MemoLayer({
    replica: 0,
    seed: 1,
    clock: new Clock(),
    inForce: force,
    observer: { admitted: () => {}, left: () => {} },
    entryKeys: { keyOf: (_cache, key) => key },
    outOfMemory: (bytes) => kills.push(bytes),
    outOfMemoryAt,
  });
  const fill = (entries: number) => {
    for (let key = 0; key < entries; key++) layer.caches.similarities.set(key, list(key));
    layer.advance(0);
  };
  return { layer, kills, fill };
}

test('without a bound the caches grow until the process is out of memory, and restart empty', () => {
  const { layer, kills, fill } = layerOf({ memoKind: 'dictionary', entries: 10, bytes: 10_000 }, 500_000);
  expect(layer.bounds).toEqual({ entriesEach: 'unbounded', bytes: 'unbounded', bytesEach: 'unbounded' });
  fill(100);
  expect(layer.caches.similarities.size).toBe(100);
  expect(kills).toEqual([]);
  fill(1_000);
  expect(kills).toEqual([expect.any(Number)]);
  expect(kills[0]).toBeGreaterThan(500_000);
  expect(layer.caches.similarities.size).toBe(0);
  const { inserted, invalidated } = layer.caches.similarities.stats;
  const { replaced } = layer.caches.similarities.stats;
  expect(inserted).toBe(invalidated + replaced);
  expect(layer.outOfMemory).toBe(1);
});

test('with a bound there is no such end, however small the process', () => {
  const { layer, kills, fill } = layerOf({ entries: 10 }, 1);
  fill(1_000);
  expect(layer.caches.similarities.size).toBe(10);
  expect(kills).toEqual([]);
});

test('another way to memoize begins with empty caches and its own bounds', () => {
  const { layer, fill } = layerOf({ memoKind: 'dictionary', entries: 10 }, Number.POSITIVE_INFINITY);
  fill(100);
  layer.change(inForce({ ...defaultSettings, entries: 10 }));
  expect(layer.caches.similarities.size).toBe(0);
  fill(100);
  expect(layer.caches.similarities.size).toBe(10);
});
