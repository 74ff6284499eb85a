import { beforeAll, describe, expect, test } from 'vitest';
import type { TrainedModel } from '../../recommender/contract';
import { trainCosine } from '../../recommender/models/cosine';
import type { Store } from '../../store/facts';
import { openEmbeddedShop } from '../../store/open';
import { hitTruths, type Intervention, type MemoCacheName, memoCacheNames } from '../contract/engine';
import { defaultSettings, type Settings, settings as table } from '../contract/settings';
import { Run } from '../run/run';
import { naiveWays } from '../serving/naive';
import type { AnyStageResult } from '../serving/stage-result';
import { Oracle } from '../testing/oracle';
import { drills } from '../watch/drills';

const MINUTE = 60_000;

/** A small shop with much going on in it. Fresh hits are not audited: that they are right must be so by construction. */
const busy: Settings = {
  ...defaultSettings,
  requestsPerSecond: 12,
  priceChangesPerMinute: 240,
  profileUpdatesPerMinute: 60,
  purchasesPerMinute: 120,
  retrainEvery: 30_000,
  ttl: 8_000,
  auditRate: 100,
  freshAuditRate: 0,
};

interface Trial {
  readonly settings?: Partial<Settings>;
  readonly steps?: readonly { readonly at: number; readonly what: Intervention }[];
}

const valuesOf = <I extends 'invalidation'>(id: I): readonly Settings[I][] => {
  const { control } = table[id];
  return control.kind === 'choice' ? control.options.map(({ value }) => value as Settings[I]) : [];
};
/** Where each change recomputes whatever holds it. */
const calm = { priceChangesPerMinute: 60, retrainEvery: 'never' } as const;
const slow = { computeSlowdown: 40, cores: 1 } as const;

const trials: Readonly<Record<string, Trial>> = {
  'as it comes': {},
  'every fresh hit audited': { settings: { freshAuditRate: 100 } },
  'compute errors of 5 %': { settings: { computeErrors: 5 } },
  'compute errors of 30 %': { settings: { computeErrors: 30 } },
  'the store is down for half of the time': {
    steps: [10_000, 20_000, 30_000, 40_000].map((at, i) => ({
      at,
      what: { kind: 'set', setting: 'storeDown', value: i % 2 === 0 },
    })),
  },
  'a hard time limit': { settings: { ...slow, hardLimit: 60 } },
  'a soft time limit': { settings: { ...slow, softLimit: 30 } },
  'both limits': { settings: { ...slow, softLimit: 30, hardLimit: 120 } },
  overload: { settings: { computeSlowdown: 100, cores: 1, singleFlight: false, ttl: 2_000 } },
  ...Object.fromEntries(
    drills.map(({ name }) => [
      `the drill ${name}`,
      { steps: [{ at: 15_000, what: { kind: 'drill', drill: name } as Intervention }] },
    ]),
  ),
  ...Object.fromEntries(
    valuesOf('invalidation').map((invalidation) => [
      `invalidation ${invalidation}, messages late and some lost`,
      {
        settings: {
          ...(invalidation === 'refresh' && calm),
          invalidation,
          messageDelay: 300,
          messageLoss: 10,
          computeErrors: 5,
          ttl: 30_000,
        },
      },
    ]),
  ),
  'no single-flight, no leases': {
    settings: { singleFlight: false, leases: false, invalidation: 'tags', computeSlowdown: 20 },
  },
  'stale while revalidate': { settings: { staleWhileRevalidate: 5_000, computeErrors: 20, ttl: 2_000 } },
  'refresh ahead and early expiry': {
    settings: { refreshAhead: '0.5', earlyExpiry: '4', computeErrors: 20, ttl: 3_000 },
  },
  'stale if error': { settings: { staleIfError: 20_000, computeErrors: 30, ttl: 2_000 } },
  'failures remembered and retried': {
    settings: { negativeCaching: 2_000, retryBudget: '1', computeErrors: 40 },
  },
  'copies, scan bypass, small caches': {
    settings: { aliasing: true, scanBypass: true, entries: 60, computeErrors: 10 },
  },
  'degraded answers kept for 3 s': { settings: { keepDegraded: 3_000, computeErrors: 20 } },
  'degraded answers kept, with renewals behind answers': {
    settings: {
      ...calm,
      keepDegraded: 3_000,
      computeErrors: 30,
      staleWhileRevalidate: 5_000,
      refreshAhead: '0.5',
      invalidation: 'refresh',
      ttl: 4_000,
    },
  },
  ...Object.fromEntries(
    naiveWays.map((way) => [
      `the naive way ${way.name}`,
      {
        settings: {
          ...Object.fromEntries(way.preset.map(({ setting, value }) => [setting, value])),
          memoKind: way.name,
          computeErrors: 5,
          priceChangesPerMinute: 240,
        },
      },
    ]),
  ),
};

/** How each of the answers from the caches was judged, here and there. */
interface Judged {
  readonly at: number;
  readonly answer: string;
  readonly live: string;
  readonly oracle: string;
}

let store: Store;
let model: TrainedModel;
beforeAll(async () => {
  store = await openEmbeddedShop(3, () => 0, { products: 240, shoppers: 60 });
  model = trainCosine(store.offTheBooks().interactions());
});

function judged({ settings, steps = [] }: Trial) {
  const run = new Run({
    spec: { seed: 11, shop: 'embedded', settings: { ...busy, ...settings }, interventions: steps },
    store,
    firstModel: model,
    wallNow: () => 0,
  });
  const oracle = new Oracle(run);
  const differing: Judged[] = [];
  const counts = Object.fromEntries(
    memoCacheNames.map((name) => [name, Object.fromEntries(hitTruths.map((truth) => [truth, 0]))]),
  ) as Record<MemoCacheName, Record<(typeof hitTruths)[number], number>>;
  const compare = (result: AnyStageResult, live: string, found: string) => {
    if (live === found) return;
    differing.push({ at: run.clock.now, answer: run.keyText(result.stage, result.key), live, oracle: found });
  };
  const { audit } = run;
  const [served, degraded] = [audit.served.bind(audit), audit.degraded.bind(audit)];
  audit.served = (result, asked) => {
    const truth = oracle.truthOf(result, asked);
    counts[result.stage][truth]++;
    const verdict = served(result, asked);
    compare(result, verdict.truth, truth);
    return verdict;
  };
  audit.degraded = (result) => {
    const found = degraded(result);
    compare(result, found, oracle.isWrong(result, result.key) ? 'wrong' : 'right');
    return found;
  };
  run.clock.run(MINUTE);
  const totals = Object.fromEntries(
    memoCacheNames.map((name) => [name, run.figures.total(name, run.layers.stats(name))]),
  );
  run.close();
  return { run, differing, counts, totals };
}

describe('the live verdicts are those of a recomputation of every hit, fresh ones included', () => {
  test.each(Object.entries(trials))('%s', { timeout: 60_000 }, (_, trial) => {
    const { differing, counts, totals } = judged(trial);
    expect(differing.slice(0, 3)).toEqual([]);
    for (const name of memoCacheNames) expect(totals[name]).toMatchObject(counts[name]);
    const { fresh, wrong } = counts.rankings;
    expect(fresh + wrong + counts.weights.fresh).toBeGreaterThan(20);
  });
});

test('under compute errors pages without their parts are degraded, mostly wrong, and none is kept', () => {
  const { totals, run } = judged({ settings: { computeErrors: 30 } });
  const { degraded, degradedAudited, degradedWrong } = totals.rankings ?? {};
  expect(degraded).toBeGreaterThan(50);
  expect(degradedAudited).toBe(degraded);
  expect(degradedWrong).toBeGreaterThan(20);
  const kept: boolean[] = [];
  const { rankings } = run.layers.of(0).caches;
  rankings.forEachSlot((slot) => kept.push((rankings.valueAt(slot)?.missingParts ?? 0) > 0));
  expect(kept.length).toBeGreaterThan(20);
  expect(kept).not.toContain(true);
});

test('failing computations make no more of the hits wrong: what they spoil is degraded or an error', () => {
  const share = (computeErrors: number) => {
    const { fresh = 0, stale = 0, wrong = 0 } = judged({ settings: { computeErrors } }).totals.rankings ?? {};
    return wrong / (fresh + stale + wrong);
  };
  const without = share(0);
  const withErrors = share(30);
  expect(without).toBeGreaterThan(0.05);
  expect(withErrors / without).toBeGreaterThan(0.7);
  expect(withErrors / without).toBeLessThan(1.3);
});
