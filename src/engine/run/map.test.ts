import { expect, test } from 'vitest';
import { QuietRun } from '../testing/run-at';
import { takeMap } from './snapshot';

/** A run whose rankings cache holds the pages of 50 products. */
async function withFiftyPages() {
  const quiet = await QuietRun.open();
  for (let product = 0; product < 50; product++) quiet.visit({ kind: 'product', product });
  return quiet.run;
}

test('the map has a mark for each entry', async () => {
  const map = takeMap(await withFiftyPages(), 'rankings');
  expect(map).toMatchObject({ every: 1, entries: 50 });
  expect(map.slots).toHaveLength(50);
});

test('of a large cache the map has the same share of the slots, and says of how many entries', async () => {
  const run = await withFiftyPages();
  const all = takeMap(run, 'rankings');
  const map = takeMap(run, 'rankings', 20);
  expect(map).toMatchObject({ every: 3, entries: 50 });
  expect([...map.slots]).toEqual([...all.slots].filter((slot) => slot % 3 === 0));
  for (const column of [map.age, map.recency, map.state]) expect(column).toHaveLength(map.slots.length);
  expect(map.slots.length).toBeLessThanOrEqual(20);
});
