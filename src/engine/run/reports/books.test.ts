import { afterAll, beforeAll, expect, test } from 'vitest';
import { trainCosine } from '../../../recommender/models/cosine';
import type { Store } from '../../../store/facts';
import { openEmbeddedShop } from '../../../store/open';
import { type Evidence, memoCacheNames } from '../../contract/engine';
import { defaultSettings, type Settings } from '../../contract/settings';
import { Run } from '../run';
import { booksOf } from './books';

let store: Store;
beforeAll(async () => {
  store = await openEmbeddedShop(5, () => 0, { products: 150, shoppers: 60 });
});
afterAll(() => store.close());

/** So small that the books of a recording are full within seconds. */
const LIMITS = { notes: 500, changes: 100, models: 1 };
/** Small caches with a short TTL under many keys and changes: whatever can come and go does. */
const busy = {
  entries: 40,
  ttl: 1_000,
  requestsPerSecond: 80,
  priceChangesPerMinute: 1_200,
  profileUpdatesPerMinute: 600,
  purchasesPerMinute: 600,
  deals: 2_000,
} as const satisfies Partial<Settings>;

/** What each book keeps, virtual second by second. */
function sizes(settings: Partial<Settings>, seconds: number) {
  const spec = {
    seed: 5,
    shop: 'embedded',
    settings: { ...defaultSettings, ...busy, ...settings },
    interventions: [],
  } as const;
  const model = trainCosine(store.offTheBooks().interactions());
  const run = new Run({ spec, store, firstModel: model, wallNow: () => 0, recording: LIMITS });
  const seen = Array.from({ length: seconds }, (_, second) => {
    run.clock.run((second + 1) * 1_000);
    return new Map<string, { value: number; bound: Evidence['bound'] }>(
      booksOf(run).map(({ what, value = Number.NaN, bound }) => [what, { value, bound }]),
    );
  });
  run.close();
  return { run, seen };
}

test.each([
  ['tags', { invalidation: 'tags' }],
  ['refresh after a change', { invalidation: 'refresh' }],
  ['no invalidation, reading the clock', { memoKind: 'reads-the-clock' }],
  ['naive, without a bound', { memoKind: 'dictionary' }],
] as const)('no book of the engine goes above its bound: %s', (_, settings) => {
  for (const books of sizes(settings, 5).seen)
    for (const [name, { value, bound }] of books)
      expect([name, value, value <= Number(bound)]).toEqual([name, value, true]);
});

test('books are full after seconds and stay as they are, however long the run and however many its keys', () => {
  const third = 6;
  const { run, seen } = sizes({ invalidation: 'tags' }, 3 * third);
  const inserted = memoCacheNames.reduce(
    (sum, name) => sum + run.layers.of(0).caches[name].stats.inserted,
    0,
  );
  expect(inserted).toBeGreaterThan(1_500);
  expect(run.changes).toBeGreaterThan(4 * LIMITS.changes);
  const mostIn = (books: typeof seen, name: string) =>
    Math.max(...books.map((one) => one.get(name)?.value ?? Number.NaN));
  expect(mostIn(seen, 'kept-notes')).toBe(LIMITS.notes);
  // The dates of changes are bounded by far more than this run has, see the test of `FactVersions`.
  const full = ['kept-notes', 'kept-changes', 'kept-departed', 'kept-true', 'kept-places', 'kept-answers'];
  for (const name of full) {
    const [before, after] = [mostIn(seen.slice(third, 2 * third), name), mostIn(seen.slice(2 * third), name)];
    expect(before, name).toBeGreaterThan(0);
    expect(after, name).toBeLessThanOrEqual(1.2 * before);
  }
});
