import { beforeAll, describe, expect, test } from 'vitest';
import { trainCosine } from '../../recommender/models/cosine';
import { openEmbeddedShop } from '../../store/open';
import { loadStore } from '../../store/store';
import { failureReasons, type Outcome, outcomes } from '../contract/engine';
import { defaultSettings, type Settings } from '../contract/settings';
import { PageTruth } from '../testing/page-truth';
import { Run } from './run';

/** What a bystander writes down of each page request, and nothing else. */
interface Line {
  readonly start: number;
  readonly end: number;
  readonly outcome: Outcome;
  readonly reason: string;
  /** Whether a fact of the page has changed, and whether the page shows what the database would give. */
  readonly outOfDate: boolean;
  readonly shows: 'the same' | 'nearly the same' | 'something else' | 'nothing';
}
const SECONDS = 12;
/** In an overload fewer requests end. */
const SECONDS_OF_OVERLOAD = 20;
const BUCKET_MS = 1_000;
const LOOK_MS = 0.05;

let shop: Uint8Array<ArrayBuffer>;
beforeAll(async () => {
  shop = (await openEmbeddedShop(3, () => 0, { products: 240, shoppers: 120 })).pristine();
});

/** Runs for a while with a naive log beside it. */
async function logged(settings: Partial<Settings>, judged = false) {
  const store = await loadStore(shop, () => 0);
  const model = trainCosine(store.offTheBooks().interactions());
  const spec = {
    seed: 3,
    shop: 'embedded',
    settings: { ...defaultSettings, ...settings },
    interventions: [],
  } as const;
  const run = new Run({ spec, store, firstModel: model, wallNow: () => 0 });
  const truth = new PageTruth(run, model);
  const lines: Line[] = [];
  run.observers.add({
    ended: ({ request, outcome, reason, page }) =>
      lines.push({
        start: request.startedAt,
        end: run.clock.now,
        outcome,
        reason,
        outOfDate: page?.facts.some((fact, i) => store.versions[fact] !== page.versions[i]) ?? false,
        shows: page && judged ? truth.shows(request.key, page.value) : 'nothing',
      }),
  });
  run.clock.run((settings.cores === 1 ? SECONDS_OF_OVERLOAD : SECONDS) * 1_000);
  return { run, lines };
}

/** The nearest-rank percentile of a sorted list in which a request without an answer is infinitely long. */
function within(lines: readonly Line[], share: number): number | undefined {
  const took = lines.map(({ start, end, outcome }) =>
    outcome === 'error' ? Number.POSITIVE_INFINITY : end - start + LOOK_MS,
  );
  const ms = took.sort((a, b) => a - b)[Math.ceil(share * took.length) - 1];
  return ms === Number.POSITIVE_INFINITY ? undefined : ms;
}

/** A figure from a histogram is right to within a bin of 9 %. */
function expectAbout(figure: number | undefined, ms: number | undefined): void {
  if (ms === undefined || figure === undefined) expect(figure).toBe(ms);
  else expect(figure / ms).toBeCloseTo(1, 1);
}

const overload = { computeSlowdown: 100, ttl: 5_000, cores: 1 } as const;
const cases: Readonly<Record<string, Partial<Settings>>> = {
  'as it comes': {},
  'overload, single-flight on': overload,
  'overload, single-flight off': { ...overload, singleFlight: false },
  'overload with a hard time limit': { ...overload, hardLimit: 800 },
  'overload with both time limits and late answers': { ...overload, softLimit: 200, hardLimit: 800 },
  'the store is down, failures remembered': { storeDown: true, negativeCaching: 3_000 },
  'every third computation fails': { computeErrors: 33, ttl: 2_000 },
  'failures, retries and old values': {
    computeErrors: 60,
    ttl: 1_000,
    retryBudget: '1',
    staleIfError: 5_000,
  },
};

describe('the figures of page requests are those of a naive log', () => {
  for (const [name, settings] of Object.entries(cases))
    test(name, async () => {
      const { run, lines } = await logged(settings);
      const { figures } = run;
      expect(lines.length).toBeGreaterThan(500);
      const counted = figures.window('rankings', BUCKET_MS);
      const count = (is: (line: Line) => boolean) => lines.filter(is).length;
      for (const outcome of outcomes)
        expect(counted[outcome], outcome).toBe(count((line) => line.outcome === outcome));
      const failures = figures.failures(['rankings'], BUCKET_MS);
      for (const why of failureReasons)
        expect(failures[why], why).toBe(
          count(({ outcome, reason }) => outcome === 'error' && reason === why),
        );
      const { count: answered, failed, p50, p99, ofAnswers } = figures.pageFigures(BUCKET_MS).latency;
      expect(answered + failed).toBe(lines.length);
      expect(failed).toBe(count(({ outcome }) => outcome === 'error'));
      expectAbout(p50, within(lines, 0.5));
      expectAbout(p99, within(lines, 0.99));
      const answers = lines.filter(({ outcome }) => outcome !== 'error');
      expectAbout(ofAnswers?.p50, within(answers, 0.5));
      expectAbout(ofAnswers?.p99, within(answers, 0.99));
    });
});

test('switching single-flight off in an overload does not shorten the p50', async () => {
  const on = (await logged({ ...overload })).run.figures.pageFigures(BUCKET_MS).latency;
  const off = (await logged({ ...overload, singleFlight: false })).run.figures.pageFigures(BUCKET_MS).latency;
  expect(on.p50).toBeGreaterThan(100);
  expect(off.failed).toBeGreaterThan(off.count);
  // Most of the requests are refused at once: those few that are answered are quick, and that is no merit.
  expect(off.p50).toBeUndefined();
  expect(off.ofAnswers?.p50).toBeLessThan(1);
});

/** Of each a world that changes a lot: what shoppers get from caches, from computations and from parts that failed. */
const worlds: Readonly<Record<string, Partial<Settings>>> = {
  'prices change fast under a long TTL': { priceChangesPerMinute: 1_500 },
  'they do under invalidation by tag, with late messages': {
    priceChangesPerMinute: 1_500,
    invalidation: 'tags',
    messageDelay: 2_000,
  },
  'pages are computed from old parts': { purchasesPerMinute: 600, profileUpdatesPerMinute: 600, ttl: 8_000 },
  'a time limit and failing parts': {
    computeErrors: 30,
    hardLimit: 60,
    priceChangesPerMinute: 600,
    ttl: 2_000,
  },
};

describe('what shoppers got equals what a recomputation of each page gives', () => {
  for (const [name, settings] of Object.entries(worlds))
    test(name, async () => {
      const { run, lines } = await logged({ ...settings, requestsPerSecond: 150 }, true);
      const { requests, counts, totals } = run.figures.pageFigures(BUCKET_MS);
      // The window holds the whole run.
      expect(totals).toEqual(counts);
      const count = (is: (line: Line) => boolean) => lines.filter(is).length;
      expect(requests).toBe(lines.length);
      expect(counts.failed).toBe(count(({ outcome }) => outcome === 'error'));
      expect(counts.degraded).toBe(count(({ outcome }) => outcome === 'degraded'));
      expect(counts.unchecked).toBe(0);
      const whole = lines.filter(({ outcome }) => outcome !== 'error' && outcome !== 'degraded');
      const found = (is: (line: Line) => boolean) => whole.filter(is).length;
      // A difference that a shopper may not see decides nothing.
      const wrong = found(({ shows }) => shows === 'something else');
      expect(counts.wrong).toBeGreaterThanOrEqual(wrong);
      expect(counts.wrong).toBeLessThanOrEqual(wrong + found(({ shows }) => shows === 'nearly the same'));
      expect(counts.stale + counts.wrong).toBe(found(({ outOfDate }) => outOfDate));
      expect(counts.right).toBe(found(({ outOfDate }) => !outOfDate));
      expect(wrong).toBeGreaterThan(0);
    });

  test('a page that is computed from old parts is no right one, though the cache missed', async () => {
    const { run, lines } = await logged(
      { purchasesPerMinute: 600, ttl: 8_000, requestsPerSecond: 150 },
      true,
    );
    const late = lines.filter(({ outcome, outOfDate }) => outcome === 'miss' && outOfDate);
    expect(late.length).toBeGreaterThan(0);
    const { stale, wrong } = run.figures.window('rankings', BUCKET_MS);
    const { counts } = run.figures.pageFigures(BUCKET_MS);
    expect(counts.stale + counts.wrong).toBeGreaterThan(stale + wrong);
  });
});
