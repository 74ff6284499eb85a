import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Intervention, RunSpec } from './engine';
import { DEFAULT_SEED, readRunLink, writeRunLink } from './run-link';
import { defaultSettings } from './settings';

const id = fc.nat(4_000);
const intervention: fc.Arbitrary<Intervention> = fc.oneof(
  fc.constantFrom<Intervention>(
    { kind: 'set', setting: 'ttl', value: 'never' },
    { kind: 'set', setting: 'ttl', value: 1_500 },
    { kind: 'set', setting: 'bytes', value: 4_000_000 },
    { kind: 'set', setting: 'shopperSkew', value: 0.85 },
    { kind: 'set', setting: 'singleFlight', value: false },
    { kind: 'set', setting: 'invalidation', value: 'tags' },
    { kind: 'set', setting: 'policy', value: 's3-fifo' },
    { kind: 'retrain' },
    { kind: 'clear', cache: 'rankings' },
  ),
  fc.record({
    kind: fc.constant('setPrice' as const),
    product: id,
    cents: fc.integer({ min: 1, max: 90_000 }),
  }),
  fc.record({
    kind: fc.constant('setProfile' as const),
    shopper: id,
    likes: fc.array(fc.nat(23), { maxLength: 4 }),
    thrift: fc.nat(100).map((n) => n / 100),
  }),
  fc.record({
    kind: fc.constant('visit' as const),
    page: fc.oneof(
      fc.record({ kind: fc.constant('recommendations' as const), shopper: id }),
      fc.record({ kind: fc.constant('similar' as const), product: id }),
      fc.record({ kind: fc.constant('product' as const), product: id }),
      fc.record({ kind: fc.constant('category' as const), category: fc.nat(23), shopper: id }),
    ),
  }),
);
const spec: fc.Arbitrary<RunSpec> = fc.record({
  seed: fc.nat(999_999_999),
  shop: fc.constantFrom('embedded' as const, 'imported' as const),
  settings: fc
    .record({
      ttl: fc.oneof(fc.constant('never' as const), fc.integer({ min: 100, max: 86_400_000 })),
      bytes: fc.integer({ min: 10_000, max: 1_000_000_000 }),
      shopperSkew: fc.nat(150).map((n) => n / 100),
      offline: fc.boolean(),
      budget: fc.constantFrom('shared' as const, 'own' as const),
    })
    .map((some) => ({ ...defaultSettings, ...some })),
  interventions: fc
    .array(fc.record({ at: fc.nat(1e9), what: intervention }), { maxLength: 20 })
    .map((list) => list.sort((a, b) => a.at - b.at)),
});

test('any run comes back from its link, also as text in an address', () => {
  fc.assert(
    fc.property(spec, (run) => {
      const { spec: read, notices } = readRunLink(new URLSearchParams(writeRunLink(run).toString()));
      expect(notices).toEqual([]);
      expect(read).toEqual(run);
    }),
  );
});

test('a run at its defaults has a short link', () => {
  const run: RunSpec = { seed: DEFAULT_SEED, shop: 'embedded', settings: defaultSettings, interventions: [] };
  expect(writeRunLink(run).toString()).toBe('v=1');
});

test('what cannot be read is named, and everything else still holds', () => {
  const { spec: read, notices } = readRunLink(
    new URLSearchParams(
      'ttl=30&entries=50&seed=abc&colour=red&shop=corner&do=5~set.ttl.1s_x~retrain_7~launch',
    ),
  );
  expect(read.settings).toEqual({ ...defaultSettings, entries: 50 });
  expect(read.seed).toBe(DEFAULT_SEED);
  expect(read.interventions).toEqual([{ at: 5, what: { kind: 'set', setting: 'ttl', value: 1_000 } }]);
  expect(notices).toHaveLength(6);
  expect(notices.join('\n')).toContain('TTL cannot be “30”');
});

test('no text whatever makes it throw', () => {
  fc.assert(fc.property(fc.string(), (text) => void readRunLink(new URLSearchParams(text))));
  fc.assert(
    fc.property(
      fc.string(),
      (text) => void readRunLink(new URLSearchParams({ do: text, v: text, ttl: text })),
    ),
  );
});
