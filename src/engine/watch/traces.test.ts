import { isDeepStrictEqual } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { trainCosine } from '../../recommender/models/cosine';
import { openEmbeddedShop } from '../../store/open';
import { memoCacheNames, missReasons, outcomes, seriesWidths } from '../contract/engine';
import { defaultSettings, type Settings } from '../contract/settings';
import { Run } from '../run/run';
import type { FlightRecord, TraceRecord } from './trace-record';
import { Traces } from './traces';

const store = await openEmbeddedShop(5, () => 0, { products: 60, shoppers: 20 });
const firstModel = trainCosine(store.offTheBooks().interactions());
afterAll(() => store.close());

/** Small caches, a short TTL and many changes: every outcome comes. */
const busy = {
  requestsPerSecond: 120,
  priceChangesPerMinute: 600,
  profileUpdatesPerMinute: 120,
  entries: 40,
  ttl: 800,
} satisfies Partial<Settings>;

const cases: readonly [string, Partial<Settings>][] = [
  ['defaults', {}],
  ['joined computations', { cores: 1, computeSlowdown: 4, singleFlight: true }],
  ['no joined computations', { cores: 2, computeSlowdown: 4, singleFlight: false }],
  ['stale while revalidate, refresh ahead', { staleWhileRevalidate: 2_000, refreshAhead: '0.8' }],
  [
    'errors and retries',
    { computeErrors: 30, retryBudget: '1', negativeCaching: 500, staleIfError: 60_000, keepDegraded: 300 },
  ],
  ['overload with time limits', { cores: 1, computeSlowdown: 60, softLimit: 50, hardLimit: 200 }],
  ['store down', { storeDown: true, computeErrors: 5 }],
  ['refresh after change', { invalidation: 'refresh', messageDelay: 100 }],
  ['write-through', { invalidation: 'write-through' }],
  [
    'by tag, early expiry, admission at the second request',
    { invalidation: 'tags', earlyExpiry: '4', scanBypass: true, computeSlowdown: 20 },
  ],
  ['values that do not fit', { bytes: 4_000, budget: 'own' }],
  ['a wrong key', { memoKind: 'wrong-key' }],
];

const opened = (settings: Partial<Settings>, seed = 7) =>
  new Run({
    spec: {
      seed,
      shop: 'embedded',
      settings: { ...defaultSettings, ...busy, ...settings },
      interventions: [],
    },
    store,
    firstModel,
    wallNow: () => 0,
  });

/** Records a run from one moment to another, and hands out what was recorded. */
function recorded(settings: Partial<Settings>, { seed = 7, from = 0, until = 2_500 } = {}) {
  const run = opened(settings, seed);
  run.clock.run(from);
  const before = totalsOf(run);
  run.traces.record();
  run.clock.run(until);
  const traces = [...run.traces.newestFirst()];
  run.close();
  return { run, before, traces };
}

const whole = new Map<Partial<Settings>, ReturnType<typeof recorded>>();
/** A case from its beginning, played once for all tests. */
function played(settings: Partial<Settings>): ReturnType<typeof recorded> {
  const there = whole.get(settings) ?? recorded(settings);
  whole.set(settings, there);
  return there;
}

const totalsOf = (run: Run) =>
  Object.fromEntries(
    memoCacheNames.map((name) => [name, run.figures.total(name, run.layers.stats(name))]),
  ) as Record<(typeof memoCacheNames)[number], ReturnType<Run['figures']['total']>>;

/** Computations that have ended; those under way have no end to compare with. */
const over = ({ flights }: TraceRecord) =>
  flights.filter((flight): flight is FlightRecord & { endedAt: number } => flight.endedAt !== undefined);

/** Without what adding in another order makes of the last digits. */
const rounded = (amount: number) => Math.round(amount * 1e4) / 1e4;

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

test.each(cases)(
  'outcomes of all lookups in a span add up to the counters of the span: %s',
  (_, settings) => {
    for (const { run, before, traces } of [
      played(settings),
      recorded(settings, { seed: 11, from: 777, until: 2_000 }),
    ]) {
      const lookups = traces.flatMap((trace) => trace.lookups);
      expect(lookups.length).toBeGreaterThan(100);
      const after = totalsOf(run);
      for (const cache of memoCacheNames) {
        const found = outcomes.map(
          (outcome) => lookups.filter((one) => one.cache === cache && one.outcome === outcome).length,
        );
        const counted = outcomes.map((outcome) => after[cache][outcome] - before[cache][outcome]);
        expect(found, cache).toEqual(counted);
      }
    }
  },
);

test.each(cases)('misses by reason add up to the misses, and are those of the lookups: %s', (_, settings) => {
  const { traces } = played(settings);
  const lookups = traces.flatMap((trace) => trace.lookups).filter(({ outcome }) => outcome === 'miss');
  const run = opened(settings);
  // Moments before, at and after the ends of buckets.
  for (const at of [300, 999, 1_000, 1_700, 2_500]) {
    run.clock.run(at);
    for (const cache of memoCacheNames)
      for (const width of seriesWidths) {
        const misses = run.figures.misses([cache], width);
        expect(sum(Object.values(misses))).toBe(run.figures.window(cache, width).miss);
        const found = lookups.filter((one) => one.cache === cache && one.until <= at);
        expect(misses).toEqual(
          Object.fromEntries(
            missReasons.map((reason) => [reason, found.filter((one) => one.reason === reason).length]),
          ),
        );
      }
  }
  run.close();
});

test('every kind of miss that the engine can have comes in one of the cases', () => {
  const reasons = new Set(
    cases
      .flatMap(([, settings]) => played(settings).traces)
      .flatMap(({ lookups }) => lookups)
      .filter(({ outcome }) => outcome === 'miss')
      .map(({ reason }) => reason),
  );
  // No value of the engine is corrupt.
  expect([...reasons].sort()).toEqual(missReasons.filter((reason) => reason !== 'corrupt').sort());
});

test('the reasons of lookups without an answer add up to the failures', () => {
  const { run, traces } = recorded({
    computeErrors: 40,
    negativeCaching: 500,
    hardLimit: 60,
    cores: 1,
    computeSlowdown: 10,
  });
  const failures: Record<string, number> = {};
  for (const { outcome, reason } of traces.flatMap(({ lookups }) => lookups))
    if (outcome === 'error') failures[reason] = (failures[reason] ?? 0) + 1;
  const counted = Object.entries(run.figures.failures(memoCacheNames, 600_000)).filter(([, n]) => n > 0);
  expect(counted.length).toBeGreaterThan(2);
  expect(failures).toEqual(Object.fromEntries(counted));
});

test.each(cases)('what waited names a computation that was under way all that time: %s', (_, settings) => {
  const { run, traces } = played(settings);
  const flights = new Map(
    traces.flatMap((trace) => trace.flights.map((flight) => [flight.id, { flight, by: trace.request }])),
  );
  const wrong: unknown[] = [];
  let joined = 0;
  for (const { request, lookups } of traces)
    for (const lookup of lookups) {
      const { cache, key, outcome, since, until, waitedFor } = lookup;
      if (outcome === 'coalesced') joined++;
      const found = waitedFor && flights.get(waitedFor.flight);
      if (!found) {
        if (waitedFor || until > since || outcome === 'coalesced' || outcome === 'miss') wrong.push(lookup);
        continue;
      }
      const { flight, by } = found;
      const isIt =
        by.id === waitedFor.request &&
        flight.cache === cache &&
        (flight.key === key || settings.memoKind === 'wrong-key') &&
        flight.begunAt <= since &&
        (flight.endedAt ?? run.clock.now) >= until &&
        (outcome !== 'coalesced' || by !== request);
      if (!isIt) wrong.push({ lookup, flight });
    }
  expect(wrong).toEqual([]);
  if (settings.singleFlight) expect(joined).toBeGreaterThan(10);
});

test.each(cases)('the stretches of a request’s computation add up to its latency: %s', (_, settings) => {
  const { traces } = played(settings);
  const wrong: unknown[] = [];
  let computed = 0;
  for (const trace of traces) {
    for (const flight of over(trace)) {
      const ends = [flight.begunAt, ...flight.stretches.map(({ until }) => until)];
      const begins = [...flight.stretches.map(({ from }) => from), flight.endedAt];
      if (!isDeepStrictEqual(begins, ends)) wrong.push(flight);
    }
    const { answer, request } = trace;
    if (!answer) continue;
    const [page] = trace.lookups.filter(({ cache }) => cache === 'rankings');
    const { since, until, outcome, waitedFor } = page ?? {};
    if (since !== request.startedAt || until !== answer.at || outcome !== answer.outcome) wrong.push(trace);
    const own = over(trace).find(({ id }) => id === waitedFor?.flight);
    if (own?.endedAt !== answer.at) continue;
    computed++;
    const took = sum(own.stretches.map((one) => one.until - one.from));
    if (Math.abs(took - (answer.at - request.startedAt)) > 1e-6) wrong.push(trace);
  }
  expect(wrong).toEqual([]);
  // Below a hard limit that leaves no time to compute, no answer comes from a computation of its own.
  if (settings.hardLimit === undefined) expect(computed).toBeGreaterThan(10);
});

test.each(cases.filter(([, { storeDown }]) => !storeDown))(
  'queueing, queries and computing are what the request was charged for: %s',
  (_, settings) => {
    const charged: number[][] = [];
    const found: number[][] = [];
    for (const trace of played(settings).traces) {
      if (over(trace).length < trace.flights.length) continue;
      const stretches = trace.flights.flatMap((flight) => flight.stretches);
      const during = (doing: string) =>
        sum(stretches.filter((one) => one.doing === doing).map(({ from, until }) => until - from));
      const calls = sum(trace.flights.flatMap(({ uses }) => uses.map((use) => use.calls)));
      const { queueMs, storeMs, computeMs, queries } = trace.request.spent;
      charged.push([queueMs, storeMs, storeMs + computeMs, queries].map(rounded));
      const storing = sum(stretches.map((one) => one.storeMs));
      found.push([during('queue'), storing, during('core'), calls].map(rounded));
    }
    expect(found).toEqual(charged);
    expect(sum(found.flat())).toBeGreaterThan(100);
  },
);

test('values that were left behind, and entries evicted for them, are those that the caches counted', () => {
  const { run, traces } = recorded({ entries: 10 });
  const flights = traces.flatMap((trace) => trace.flights);
  for (const cache of memoCacheNames) {
    const stats = run.layers.stats(cache);
    const own = flights.filter((flight) => flight.cache === cache);
    expect(own.filter(({ left }) => left?.kind === 'stored')).toHaveLength(stats.inserted);
    expect(flights.flatMap(({ evicted }) => evicted).filter((one) => one.cache === cache)).toHaveLength(
      stats.evicted,
    );
  }
  expect(run.layers.stats('rankings').evicted).toBeGreaterThan(50);
});

test.each(cases.slice(3, 8))('recording changes nothing in the run: %s', (_, settings) => {
  const saved = [false, true].map((on) => {
    const run = opened(settings);
    if (on) run.traces.record();
    run.clock.run(1_000);
    const state = run.save();
    run.close();
    return state;
  });
  expect(saved[1]).toEqual(saved[0]);
});

test('only the newest requests are kept, and events of older ones change nothing', () => {
  const run = opened({ cores: 1, computeSlowdown: 60 });
  const traces = new Traces({
    observers: run.observers,
    now: () => run.clock.now,
    lastMeasured: () => 0,
    replica: 0,
    most: 25,
  });
  traces.record();
  run.clock.run(4_000);
  const ids = Array.from(traces.newestFirst(), ({ request }) => request.id);
  expect(ids).toHaveLength(25);
  expect(traces.kept).toBe(25);
  expect(ids).toEqual(Array.from({ length: 25 }, (_, i) => (ids[0] as number) - i));
  expect(traces.of((ids.at(-1) as number) - 1)).toBeUndefined();
  run.close();
});

test('nothing is recorded before it is asked for, nor after it was stopped', () => {
  const run = opened({});
  run.clock.run(500);
  expect(run.traces.since).toBeUndefined();
  expect(run.traces.kept).toBe(0);
  run.traces.record();
  run.traces.record();
  run.clock.run(1_000);
  expect(run.traces.since).toBe(500);
  const [newest] = run.traces.newestFirst();
  expect(newest?.lookups.length).toBeGreaterThan(0);
  run.traces.stop();
  run.clock.run(1_500);
  expect(run.traces.kept).toBe(0);
  expect([...run.traces.newestFirst()]).toEqual([]);
  run.close();
});
