import { afterAll, beforeAll, expect, test } from 'vitest';
import { trainCosine } from '../../../recommender/models/cosine';
import type { Store } from '../../../store/facts';
import { openEmbeddedShop } from '../../../store/open';
import type { Trace, TraceFilter, TracesReport } from '../../contract/engine';
import { defaultSettings } from '../../contract/settings';
import { Run } from '../run';
import { tracesReport } from './traces';

let store: Store;
let run: Run;
/** Every request of the run, whole. */
let all: Trace[];
const report = (filter: TraceFilter, most = 1_000, chosen?: number): TracesReport =>
  tracesReport(run, { filter, most, chosen });

beforeAll(async () => {
  store = await openEmbeddedShop(5, () => 0, { products: 60, shoppers: 20 });
  const settings = {
    ...defaultSettings,
    requestsPerSecond: 60,
    entries: 30,
    ttl: 700,
    cores: 1,
    computeSlowdown: 3,
    staleWhileRevalidate: 300,
    computeErrors: 10,
    retryBudget: '1',
    priceChangesPerMinute: 600,
  } as const;
  const spec = { seed: 3, shop: 'embedded', settings, interventions: [] } as const;
  run = new Run({
    spec,
    store,
    firstModel: trainCosine(store.offTheBooks().interactions()),
    wallNow: () => 0,
  });
  report({});
  run.clock.run(2_500);
  all = report({}).lines.map(({ request }) => report({}, 0, request).chosen as Trace);
});
afterAll(() => {
  run.close();
  store.close();
});

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
const lengths = (hops: Trace['hops']) => sum(hops.map(({ from, until }) => until - from));

test('the hops of an answered request add up to its duration, and those of its computation to the wait for it', () => {
  const answered = all.filter(({ asker, ms }) => asker !== 'refresh' && ms !== undefined);
  expect(answered.length).toBeGreaterThan(100);
  let computed = 0;
  for (const { hops, ms, request } of answered) {
    expect(lengths(hops.filter(({ depth }) => depth === 0))).toBeCloseTo(ms as number, 6);
    const [lookup] = hops;
    const inside = hops.filter(({ depth }) => depth === 1);
    if (lookup?.waitedFor !== request || lookup.outcome !== 'miss') continue;
    computed++;
    expect(lengths(inside)).toBeCloseTo(lookup.until - lookup.from, 6);
  }
  expect(computed).toBeGreaterThan(20);
});

test('a computation of a page lists its queries and its computing', () => {
  const page = all.find(({ hops }) => hops.some(({ step, depth }) => step === 'queries' && depth === 1));
  const steps = page?.hops.filter(({ depth }) => depth === 1).map(({ step }) => step);
  expect(steps).toEqual(expect.arrayContaining(['queries', 'computing']));
  expect(page?.asked?.uses.map(({ statement }) => statement).length).toBeGreaterThan(0);
  expect(sum(page?.asked?.uses.map(({ calls }) => calls) ?? [])).toBe(page?.queries);
  expect(page?.left).toContainEqual(expect.objectContaining({ cache: 'rankings', kind: 'stored' }));
});

test('facts come with the version that was read and the one of now', () => {
  const [newest] = all.filter(({ facts }) => facts.length > 0);
  expect(newest?.facts.length).toBeGreaterThan(0);
  const facts = all.flatMap((trace) => trace.facts);
  expect(facts.every(({ read, now }) => read <= now)).toBe(true);
  const changed = facts.filter(({ read, now }) => read < now);
  expect(changed.some(({ fact }) => fact.startsWith('product '))).toBe(true);
});

const lookupsOf = ({ hops }: Trace) => hops.filter(({ step }) => step === 'lookup');
const filters: readonly [string, TraceFilter, (trace: Trace) => boolean][] = [
  ['nothing', {}, () => true],
  ['a cache', { cache: 'weights' }, (one) => lookupsOf(one).some(({ cache }) => cache === 'weights')],
  [
    'an outcome',
    { outcome: 'coalesced' },
    (one) => lookupsOf(one).some((hop) => hop.outcome === 'coalesced'),
  ],
  ['a reason', { reason: 'expired' }, (one) => lookupsOf(one).some((hop) => hop.reason === 'expired')],
  [
    'a cache and an outcome of one lookup',
    { cache: 'rankings', outcome: 'fresh' },
    (one) => lookupsOf(one).some((hop) => hop.cache === 'rankings' && hop.outcome === 'fresh'),
  ],
  ['a duration', { atLeastMs: 20 }, ({ ms }) => (ms ?? 0) >= 20],
  [
    'a text',
    { text: ' SHOPPER 3' },
    (one) => [one.name, ...lookupsOf(one).map(({ key }) => key)].some((key) => key.includes('shopper 3')),
  ],
];

test.each(filters)('a list narrowed to %s has the requests that pass, newest first', (_, filter, passes) => {
  const expected = all.filter(passes).map(({ request }) => request);
  const { found, lines } = report(filter);
  expect(lines.map(({ request }) => request)).toEqual(expected);
  expect(found).toBe(expected.length);
  expect(expected.length).toBeGreaterThan(0);
  expect(report(filter, 3).lines).toHaveLength(Math.min(3, expected.length));
  expect(report(filter, 3).found).toBe(expected.length);
});

test('a background refresh is among the requests, and every computation that was waited for is of a recorded request', () => {
  const refresh = all.find(({ asker, ms }) => asker === 'refresh' && ms !== undefined);
  expect(refresh?.outcome).toBeUndefined();
  expect(lengths(refresh?.hops.filter(({ depth }) => depth === 0) ?? [])).toBeCloseTo(
    refresh?.ms as number,
    6,
  );
  const waited = all.flatMap(({ hops }) => hops.flatMap(({ waitedFor }) => waitedFor ?? []));
  const known = new Set(all.map(({ request }) => request));
  expect(waited.every((request) => known.has(request))).toBe(true);
});

test('a request that is not kept is not found', () => {
  expect(report({}, 1, 1_000_000).chosen).toBeUndefined();
});
