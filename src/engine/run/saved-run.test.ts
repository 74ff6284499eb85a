import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { afterAll, assert, describe, expect, test } from 'vitest';
import { livePolicies } from '../../cache/registry';
import { trainCosine } from '../../recommender/models/cosine';
import { models } from '../../recommender/models/registry';
import { openEmbeddedShop } from '../../store/open';
import type { TimedIntervention } from '../contract/engine';
import { defaultSettings, type Settings } from '../contract/settings';
import { strategies } from '../invalidation';
import { naiveWays } from '../serving/naive';
import { seenOfRun as seen } from '../testing/seen-of-run';
import { trainInPlace } from '../world/training/train-in-place';
import { Run } from './run';

const size = { products: 60, shoppers: 20 };
const [shop, otherShop] = [
  await openEmbeddedShop(5, () => 0, size),
  await openEmbeddedShop(5, () => 0, size),
];
const model = trainCosine(shop.offTheBooks().interactions());
const trainer = trainInPlace(models);
const start = { firstModel: model, wallNow: () => 0, trainer, models };

afterAll(() => {
  shop.close();
  otherShop.close();
});

const busy = {
  requestsPerSecond: 120,
  priceChangesPerMinute: 600,
  profileUpdatesPerMinute: 120,
  purchasesPerMinute: 300,
  retrainEvery: 1_500,
  entries: 60,
  ttl: 1_500,
  messageDelay: 200,
  messageLoss: 10,
} satisfies Partial<Settings>;

const opened = (
  settings: Partial<Settings>,
  interventions: readonly TimedIntervention[] = [],
  store = shop,
) => {
  const spec = {
    seed: 7,
    shop: 'embedded',
    settings: { ...defaultSettings, ...busy, ...settings },
    interventions,
  } as const;
  return new Run({ ...start, spec, store });
};

/** Not with `expect`, which takes minutes for so much. */
const same = (a: unknown, b: unknown, what: string) => assert(isDeepStrictEqual(a, b), what);

/** Saves at one moment, lets the run continue, and a restored one for as long: both must be equal. */
function goOn(run: Run, savedAt: number, until: number): void {
  run.clock.run(savedAt);
  const saved = run.save();
  const asItWas = structuredClone(saved);
  run.clock.run(until);
  const after = seen(run);
  const state = run.save();
  run.close();
  // Nothing that came later has touched the saved run, and it can be restored again and again.
  same(saved, asItWas, 'the saved state was touched');
  for (const copy of [saved, asItWas]) {
    const again = Run.restore(copy, { ...start, store: otherShop });
    again.clock.run(until);
    same(seen(again), after, 'the restored run went another way');
    same(again.save(), state, 'the restored run is in another state');
    again.close();
  }
  same(saved, asItWas, 'the saved state was touched');
}

const protections = {
  staleWhileRevalidate: 1_000,
  refreshAhead: '0.5',
  earlyExpiry: '4',
  computeErrors: 10,
  staleIfError: 3_000,
  scanBypass: true,
  negativeCaching: 500,
  retryBudget: '0.1',
  softLimit: 20,
  hardLimit: 200,
  keepDegraded: 1_000,
} satisfies Partial<Settings>;

const cases: Readonly<Record<string, Partial<Settings>>> = {
  ...Object.fromEntries(livePolicies.map(({ name }) => [`policy ${name}`, { policy: name, budget: 'own' }])),
  ...Object.fromEntries(
    strategies.map(({ name }) => [`strategy ${name}`, { invalidation: name, ttl: 'never' }]),
  ),
  ...Object.fromEntries(naiveWays.map(({ name }) => [`naive way ${name}`, { memoKind: name, deals: 700 }])),
  protections,
  overload: { cores: 1, requestsPerSecond: 500, computeSlowdown: 20, singleFlight: false, hardLimit: 500 },
  'a dense model': { model: 'ease', updates: 'minute' },
};

describe('a restored run goes on as the one that never stopped', () => {
  test.each(Object.entries(cases))('%s', (_, settings) => {
    const moment = fc.integer({ min: 1, max: 2_600 });
    fc.assert(
      fc.property(moment, (savedAt) => goOn(opened(settings), savedAt, savedAt + 900)),
      { numRuns: 1 },
    );
  });

  test('with drills and everything that a person can do', () => {
    const steps: readonly TimedIntervention[] = [
      { at: 300, what: { kind: 'drill', drill: 'store-down' } },
      { at: 500, what: { kind: 'visit', page: { kind: 'product', product: 3 } } },
      { at: 800, what: { kind: 'setPrice', product: 3, cents: 500 } },
      { at: 1_200, what: { kind: 'drill', drill: 'compute-failing' } },
      { at: 1_600, what: { kind: 'set', setting: 'entries', value: 20 } },
      { at: 1_900, what: { kind: 'set', setting: 'policy', value: 'sieve' } },
      { at: 2_000, what: { kind: 'retrain' } },
      { at: 2_001, what: { kind: 'cancelTraining' } },
      { at: 2_400, what: { kind: 'clear', cache: 'all' } },
      { at: 2_600, what: { kind: 'set', setting: 'memoKind', value: 'sorted-in-place' } },
    ];
    const moment = fc.integer({ min: 1, max: 3_000 });
    fc.assert(
      fc.property(moment, (savedAt) => goOn(opened(protections, steps), savedAt, savedAt + 1_000)),
      { numRuns: 4 },
    );
  });
});

test('a training that is under way ends in the restored run when it would have, with the same model', () => {
  const run = opened({ model: 'ease', retrainEvery: 'never', purchasesPerMinute: 3_000 });
  run.plan({ kind: 'retrain' });
  run.clock.run(1);
  expect(run.models.underway?.hasCore).toBe(true);
  const due = run.models.underway?.takesOverAt ?? Number.NaN;
  // The real work was not over when it was saved: it is done again, on what was bought by its beginning.
  const saved = structuredClone(run.save());
  const { underway } = saved.parts.models;
  const unfinished = { ...saved.parts.models, underway: underway && { ...underway, trained: undefined } };
  run.clock.run(due + 500);
  const { model: trained, knows } = run.models.served;
  run.close();
  const again = Run.restore(
    { ...saved, parts: { ...saved.parts, models: unfinished } },
    { ...start, store: otherShop },
  );
  again.clock.run(due + 500);
  expect(again.models.served).toMatchObject({ since: due, knows });
  expect(again.models.served.model.columns()).toEqual(trained.columns());
  again.close();
});

test('runs that share a model, each over its own copy of the shop, do not disturb each other', () => {
  const alone = opened({ invalidation: 'tags' });
  alone.clock.run(2_000);
  const expected = seen(alone);
  alone.close();
  const one = opened({ invalidation: 'tags' });
  const other = opened({ memoKind: 'sorted-in-place' }, [], otherShop);
  for (let at = 50; at <= 2_000; at += 50) {
    one.clock.run(at);
    other.clock.run(at);
  }
  expect(seen(one)).toEqual(expected);
  one.close();
  other.close();
});

test('runs take turns on one shop: each is saved, and goes on where it was', () => {
  const alone = opened({ policy: 'arc' });
  alone.clock.run(1_500);
  const expected = seen(alone);
  alone.close();
  const first = opened({ policy: 'arc' });
  first.clock.run(700);
  const saved = first.save();
  first.close();
  const between = opened({ invalidation: 'write-through' });
  between.clock.run(1_000);
  between.close();
  const again = Run.restore(saved, { ...start, store: shop });
  again.clock.run(1_500);
  expect(seen(again)).toEqual(expected);
  again.close();
});

test('a run of another shop is refused', async () => {
  const run = opened({});
  const saved = run.save();
  run.close();
  const another = await openEmbeddedShop(6, () => 0, size);
  expect(() => Run.restore(saved, { ...start, store: another })).toThrow('another shop');
  another.close();
});
