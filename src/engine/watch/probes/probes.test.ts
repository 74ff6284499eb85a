import { afterEach, describe, expect, test, vi } from 'vitest';
import { ByteBudget } from '../../../cache/byte-budget';
import { CacheView } from '../../../cache/cache-view';
import { Lifetimes } from '../../../cache/lifetimes';
import { Memo } from '../../../cache/memo';
import type { TrainedModel } from '../../../recommender/contract';
import { trainCosine } from '../../../recommender/models/cosine';
import { openEmbeddedShop } from '../../../store/open';
import { Writer } from '../../../store/writer';
import type { RuleName, RuleState, TimedIntervention } from '../../contract/engine';
import { memoCacheNames } from '../../contract/engine';
import { defaultSettings, type Settings } from '../../contract/settings';
import { strategies } from '../../invalidation';
import { byTag } from '../../invalidation/by-tag';
import { probesReport } from '../../run/reports/probes';
import { Run } from '../../run/run';
import { QuietRun } from '../../testing/run-at';
import { allProbes } from '.';

const shop = openEmbeddedShop(7, () => 0, { products: 120, shoppers: 60 });
const trained = shop.then((store) => trainCosine(store.offTheBooks().interactions()));

afterEach(() => {
  vi.restoreAllMocks();
});

interface Opening {
  readonly settings?: Partial<Settings>;
  readonly interventions?: readonly TimedIntervention[];
  readonly model?: TrainedModel;
  readonly seed?: number;
  readonly probes?: typeof allProbes;
}

async function runOf({ settings, interventions = [], model, seed = 7, probes }: Opening = {}): Promise<Run> {
  const spec = {
    seed,
    shop: 'embedded',
    settings: { ...defaultSettings, requestsPerSecond: 120, priceChangesPerMinute: 60, ...settings },
    interventions,
  } as const;
  const firstModel = model ?? (await trained);
  return new Run({ spec, store: await shop, firstModel, wallNow: () => 0, ...(probes && { probes }) });
}

const statesOf = (run: Run): Record<string, RuleState> =>
  Object.fromEntries(probesReport(run).rules.map(({ name, state }) => [name, state]));
const ruleOf = (run: Run, wanted: RuleName) => {
  const rule = probesReport(run).rules.find(({ name }) => name === wanted);
  if (!rule) throw new Error(`No report of ${wanted}`);
  return rule;
};
const figure = (run: Run, rule: RuleName, what: string): number | undefined =>
  ruleOf(run, rule).evidence.find((one) => one.what === what)?.value;

const storeDrill = { at: 5_000, what: { kind: 'drill', drill: 'store-down' } } as const;
/** The drill and its recovery are over, 20 s each. */
const AFTER_THE_DRILL = 47_000;
const ALL_PASS = {
  deterministic: 'passing',
  idempotent: 'passing',
  expiring: 'passing',
  bounded: 'passing',
  'failure-tolerant': 'passing',
};

test('at the defaults every rule holds, once there are events to check', async () => {
  const later = { ...storeDrill, at: 20_000 };
  const run = await runOf({ settings: { priceChangesPerMinute: 15 }, interventions: [later] });
  expect(new Set(Object.values(statesOf(run)))).toEqual(new Set(['not yet known']));
  run.clock.run(19_000);
  expect(statesOf(run)).toEqual({ ...ALL_PASS, 'failure-tolerant': 'not yet known' });
  run.clock.run(60_000);
  expect(statesOf(run)).toEqual(ALL_PASS);
  expect(probesReport(run).rules.flatMap(({ last }) => last)).toEqual([]);
  for (const what of ['executed-again-at-once', 'executed-again-later'])
    expect(figure(run, 'deterministic', what)).toBeGreaterThan(4);
  for (const what of ['writes-repeated', 'requests-repeated'])
    expect(figure(run, 'idempotent', what)).toBeGreaterThan(4);
  expect(figure(run, 'expiring', 'with-deadline')).toBe(1);
  expect(figure(run, 'expiring', 'oldest-entry')).toBeLessThanOrEqual(60_000);
});

/** The bugs that people plant, each where it would be made. Every run has a drill in it. */
interface Bug {
  readonly rule: RuleName;
  readonly what: string;
  readonly settings?: Partial<Settings>;
  readonly model?: (honest: TrainedModel) => TrainedModel;
  readonly plant?: () => void;
}
const bugs: readonly Bug[] = [
  {
    rule: 'deterministic',
    what: 'a stage that reads a counter',
    model: (honest) => {
      let reads = 0;
      const similar: TrainedModel['similar'] = (product, count) => {
        const { value, work } = honest.similar(product, count);
        return { value: { ...value, scores: value.scores.map((score) => score + ++reads) }, work };
      };
      return { ...honest, similar };
    },
  },
  {
    rule: 'idempotent',
    what: 'a change that adds something each time it is applied',
    plant: () => {
      let applied = 0;
      const { price } = Writer.prototype;
      vi.spyOn(Writer.prototype, 'price').mockImplementation(function (this: Writer, product, to, day) {
        return price.call(this, product, to + ++applied, day);
      });
    },
  },
  {
    rule: 'expiring',
    what: 'a cache that does not look at deadlines',
    settings: { ttl: 3_000, expiry: 'lazy' },
    plant: () => {
      vi.spyOn(Lifetimes.prototype, 'isExpired').mockReturnValue(false);
      vi.spyOn(Lifetimes.prototype, 'isPastGrace').mockReturnValue(false);
    },
  },
  {
    rule: 'bounded',
    what: 'a budget that makes no room',
    settings: { bytes: 60_000 },
    plant: () => void vi.spyOn(ByteBudget.prototype, 'makeRoom').mockImplementation(() => true),
  },
  {
    rule: 'failure-tolerant',
    what: 'a failure that forgets what it might give instead',
    settings: { ttl: 5_000, staleIfError: 60_000 },
    plant: () => {
      const { fail } = Memo.prototype;
      vi.spyOn(Memo.prototype, 'fail').mockImplementation(function (
        this: Memo<unknown, unknown>,
        lease,
        error,
      ) {
        fail.call(this, lease, error);
        return undefined;
      });
    },
  },
];

describe('a bug is caught by its own probe, and by no other', () => {
  test.each(bugs)('$rule: $what', async ({ rule, settings, model, plant }) => {
    plant?.();
    const run = await runOf({ interventions: [storeDrill], settings, model: model?.(await trained) });
    run.clock.run(AFTER_THE_DRILL);
    expect(statesOf(run)).toEqual({ ...ALL_PASS, [rule]: 'failing' });
    const { last, violations } = ruleOf(run, rule);
    expect(violations).toBeGreaterThan(0);
    expect(last[0]?.what).not.toBe('');
  });

  test('a message that takes out more each time it comes is not idempotent', async () => {
    const { obey } = byTag;
    vi.spyOn(byTag, 'obey').mockImplementation((change, means, concerned) => {
      obey(change, means, concerned);
      const { memos } = means;
      let any = -1;
      memos.rankings.cache.forEachSlot((slot) => {
        any = memos.rankings.cache.valueAt(slot)?.key ?? any;
      });
      if (any >= 0) memos.rankings.invalidateKey(any);
    });
    const run = await runOf({ interventions: [storeDrill], settings: { invalidation: 'tags' } });
    run.clock.run(AFTER_THE_DRILL);
    expect(statesOf(run)).toEqual({ ...ALL_PASS, idempotent: 'failing' });
    expect(ruleOf(run, 'idempotent').last[0]?.what).toContain('message');
  });
});

test.each([
  { memoKind: 'dictionary', broken: ['expiring', 'bounded'] },
  { memoKind: 'object-key', broken: ['expiring', 'bounded'] },
  { memoKind: 'reads-the-clock', broken: ['deterministic'] },
  { memoKind: 'read-then-write', broken: [] },
] as const)('memoized in the naive way $memoKind, what fails is $broken', async ({ memoKind, broken }) => {
  // With a short TTL much is computed, and so sampled.
  const settings = { memoKind, deals: 2_000, priceChangesPerMinute: 15, ttl: 5_000 } as const;
  const run = await runOf({ settings, interventions: [storeDrill] });
  run.clock.run(AFTER_THE_DRILL);
  expect(statesOf(run)).toEqual({
    ...ALL_PASS,
    ...Object.fromEntries(broken.map((rule) => [rule, 'failing'])),
  });
  for (const rule of broken) {
    const { violations, last } = ruleOf(run, rule);
    expect(violations, rule).toBeGreaterThan(0);
    expect(last[0]?.entry, rule).toBeDefined();
  }
});

test.each(strategies)('messages under $name may come twice', async ({ name, sendsMessages }) => {
  const run = await runOf({ settings: { invalidation: name, purchasesPerMinute: 60, retrainEvery: 20_000 } });
  run.clock.run(50_000);
  expect(ruleOf(run, 'idempotent')).toMatchObject({ state: 'passing', violations: 0 });
  if (sendsMessages) expect(figure(run, 'idempotent', 'messages-repeated')).toBeGreaterThan(4);
});

test('a cache without TTL fails the rule of expiry for as long as such entries are there', async () => {
  const cure = { at: 20_000, what: { kind: 'set', setting: 'ttl', value: 30_000 } } as const;
  const run = await runOf({ settings: { ttl: 'never' }, interventions: [cure] });
  run.clock.run(19_000);
  expect(statesOf(run).expiring).toBe('failing');
  expect(figure(run, 'expiring', 'with-deadline')).toBe(0);
  const entry = ruleOf(run, 'expiring').last[0]?.entry;
  expect(entry && run.layers.of(0).memos[entry.cache].slotOf(entry.key)).toBeGreaterThanOrEqual(0);
  run.clock.run(21_000);
  expect(statesOf(run).expiring).toBe('passing');
  expect(figure(run, 'expiring', 'with-deadline')).toBe(1);
});

test('whether an entry without a deadline is there is known without a walk through all', async () => {
  const cure = { at: 20_000, what: { kind: 'set', setting: 'ttl', value: 30_000 } } as const;
  const run = await runOf({ settings: { ttl: 'never', entries: 50 }, interventions: [cure] });
  const walks = vi.spyOn(CacheView.prototype, 'forEachSlot');
  const walksOf = (snapshots: number): number => {
    const before = walks.mock.calls.length;
    for (let i = 0; i < snapshots; i++) run.probes.each.map(({ probe }) => probe.state);
    return walks.mock.calls.length - before;
  };
  run.clock.run(19_000);
  expect(statesOf(run).expiring).toBe('failing');
  expect(walksOf(20)).toBe(0);
  run.clock.run(21_000);
  expect(walksOf(20), 'one to see that none is left').toBeLessThanOrEqual(memoCacheNames.length);
  expect(statesOf(run).expiring).toBe('passing');
});

test('each violation has a number of its own, also those of one moment', async () => {
  const run = await runOf({ settings: { ttl: 'never' } });
  run.clock.run(10_000);
  const book = run.probes.each.find(({ name }) => name === 'expiring')?.probe.book;
  for (let i = 0; i < 2; i++) book?.check(false, () => 'the same');
  const { last, violations } = ruleOf(run, 'expiring');
  expect(last.slice(0, 2).map(({ what }) => what)).toEqual(['the same', 'the same']);
  expect(last.map(({ number }) => number)).toEqual(last.map((_, i) => violations - i));
});

test('without a bound the rule of bounds is broken also while nothing comes in, and the entries are there', async () => {
  const quiet = await QuietRun.open({ memoKind: 'dictionary' });
  const { run } = quiet;
  expect(ruleOf(run, 'bounded').state, 'before anything came in').toBe('failing');
  quiet.visit({ kind: 'recommendations', shopper: 1 });
  quiet.pass(600_000);
  const { state, last } = ruleOf(run, 'bounded');
  expect(state).toBe('failing');
  const entry = last[0]?.entry;
  expect(entry && run.layers.of(0).memos[entry.cache].slotOf(entry.key)).toBeGreaterThanOrEqual(0);
  quiet.do({ kind: 'set', setting: 'memoKind', value: 'memoize' });
  quiet.visit({ kind: 'recommendations', shopper: 1 });
  expect(ruleOf(run, 'bounded').state, 'with a bound it holds at once').toBe('passing');
});

test('what is served late because that was asked for is counted, and breaks nothing', async () => {
  const run = await runOf({ settings: { ttl: 2_000, staleWhileRevalidate: 10_000 } });
  run.clock.run(30_000);
  expect(figure(run, 'expiring', 'served-late-as-asked')).toBeGreaterThan(100);
  expect(ruleOf(run, 'expiring')).toMatchObject({ state: 'passing', violations: 0 });
});

test('the most that was held is counted per bound, from 0 under another bound', async () => {
  const smaller = { at: 20_000, what: { kind: 'set', setting: 'entries', value: 20 } } as const;
  const run = await runOf({ settings: { entries: 50 }, interventions: [smaller] });
  const most = () =>
    ruleOf(run, 'bounded').evidence.find(
      ({ what, cache }) => what === 'most-entries' && cache === 'rankings',
    );
  run.clock.run(19_000);
  expect(most()).toMatchObject({ value: 50, bound: 50 });
  run.clock.run(40_000);
  expect(most()).toMatchObject({ value: 20, bound: 20 });
  expect(ruleOf(run, 'bounded')).toMatchObject({ state: 'passing', violations: 0 });
});

describe('probes change nothing in a run', () => {
  test.each([1, 2, 3])('seed %i counts the same with them and without', async (seed) => {
    const opening = {
      seed,
      settings: {
        ttl: 5_000,
        staleIfError: 5_000,
        computeErrors: 10,
        purchasesPerMinute: 60,
        profileUpdatesPerMinute: 60,
      },
      interventions: [storeDrill],
    } as const;
    const counted = async (probes: typeof allProbes) => {
      const run = await runOf({ ...opening, probes });
      run.clock.run(AFTER_THE_DRILL);
      const { store, figures, layers, log } = run;
      const layer = layers.of(0);
      return {
        totals: memoCacheNames.map((name) => figures.total(name, layers.stats(name))),
        memos: memoCacheNames.map((name) => ({ ...layer.memos[name].counters })),
        held: memoCacheNames.map((name) => [layer.caches[name].size, layer.caches[name].bytes]),
        queries: store.queries.map(({ statement, calls, rows }) => [statement, calls, rows]),
        writes: store.writes.map(({ statement, calls, rows }) => [statement, calls, rows]),
        changes: store.changes.last,
        figures: [figures.pages.requests, figures.computations, log.last],
        next: run.clock.next,
      };
    };
    const without = await counted([]);
    expect(without.figures[0]).toBeGreaterThan(1_000);
    expect(await counted(allProbes)).toEqual(without);
  });
});
