import { type QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Judgement, Outcome } from '../backend/api';
import { binOf, middleOf } from '../base/histogram';
import { ShopError } from './held-answer';
import { createQueryClient, type QuerySettings, tune } from './query-client';
import { QueryRecorder } from './recorder';
import { VirtualTime } from './virtual-time';

const settings: QuerySettings = {
  staleTime: 1_000,
  gcTime: 5_000,
  retry: 1,
  refetchOnWindowFocus: false,
  offline: false,
};
let client: QueryClient;
let recorder: QueryRecorder;
let time: VirtualTime;
let truth: Judgement;
let answers: () => Promise<unknown>;

beforeEach(() => {
  vi.useFakeTimers();
  time = new VirtualTime(Date.now);
  time.set(0, false, 1, 0);
  truth = { truth: 'fresh' };
  answers = async () => ({ etag: 'e', versions: [], request: { kind: 'product', product: 1 }, body: {} });
  client = createQueryClient(settings, time);
  recorder = new QueryRecorder({
    client,
    time,
    widths: [1_000, 600_000],
    buckets: 10,
    judge: async (claims) => claims.map(() => truth),
    wallNow: Date.now,
  });
});
afterEach(() => {
  recorder.close();
  client.clear();
  vi.useRealTimers();
});

/** Starts using a query as a component does; returns a function that ends it. */
const use = (id = 1) =>
  new QueryObserver(client, {
    queryKey: ['shop', 'product', { kind: 'product', product: id }],
    queryFn: async () => {
      await new Promise((done) => setTimeout(done, 100));
      return answers();
    },
  }).subscribe(() => {});
const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const total = () => recorder.figures(1_000, time.now).tier.total;
const outcomes = () => {
  const { fresh, stale, wrong, coalesced, miss, error } = total();
  return Object.fromEntries(
    Object.entries({ fresh, stale, wrong, coalesced, miss, error }).filter(([, n]) => n > 0),
  ) as Partial<Record<Outcome, number>>;
};
const expectIdentities = () => {
  const { tier } = recorder.figures(1_000, time.now);
  const {
    requests,
    fresh,
    stale,
    unchecked,
    wrong,
    coalesced,
    miss,
    error,
    inserted,
    evicted,
    expired,
    invalidated,
    replaced,
  } = tier.total;
  expect(requests).toBe(fresh + stale + unchecked + wrong + coalesced + miss + error);
  expect(inserted).toBe(tier.entries + evicted + expired + invalidated + replaced);
};

test('a cold fetch is a miss, and a request that joins it is coalesced; each counts once', async () => {
  use();
  use();
  await wait(150);
  expect(outcomes()).toEqual({ miss: 1, coalesced: 1 });
  expect(total().inserted).toBe(1);
  expectIdentities();
});

test('within staleTime it is a hit without a fetch; after it a hit with one in the background', async () => {
  use();
  await wait(150);
  use();
  await wait(150);
  expect(outcomes()).toEqual({ miss: 1, fresh: 1 });
  expect(total().replaced).toBe(0);
  await wait(1_000);
  use();
  await wait(150);
  expect(outcomes()).toEqual({ miss: 1, fresh: 2 });
  expect(total().replaced).toBe(1);
  const reasons = recorder.figures(1_000, time.now).events.map(({ reason }) => reason);
  expect(reasons).toEqual([
    'mount',
    'cold',
    'within staleTime',
    'mount',
    'older than staleTime: refetched',
    'the same ETag, after mount',
  ]);
  expectIdentities();
});

test('the store decides whether a hit is stale or wrong, not staleTime', async () => {
  use();
  await wait(150);
  truth = { truth: 'wrong', staleForMs: 4_000 };
  use();
  await wait(0);
  truth = { truth: 'stale', staleForMs: 2_000 };
  use();
  await wait(0);
  expect(outcomes()).toEqual({ miss: 1, wrong: 1, stale: 1 });
  expect(recorder.figures(1_000, time.now).tier.stalestMs).toBe(4_000);
  // The stalest answer of the window, like the other figures of the tiles.
  expect(recorder.figures(1_000, time.now + 3_600_000).tier.stalestMs).toBeUndefined();
});

test('a fetch with the same ETag as before is needless: refetched, marked stale, or removed by its gcTime', async () => {
  let etag = 'e1';
  answers = async () => ({
    etag,
    versions: [],
    request: { kind: 'product', product: 1 },
    body: { kind: 'product', product: { name: 'Lantern', priceCents: 100 } },
  });
  const leave = use();
  await wait(150);
  expect(total().needless).toBe(0);
  void client.refetchQueries();
  await wait(150);
  void client.invalidateQueries();
  await wait(150);
  etag = 'e2';
  void client.refetchQueries();
  await wait(150);
  expect(total().needless).toBe(2);
  leave();
  await wait(5_100);
  use();
  await wait(150);
  const { truth: found, tier } = recorder.figures(1_000, time.now);
  expect(tier.total.needless).toBe(3);
  expect(found.needlessBy).toEqual({ expired: 1, invalidated: 1, renewed: 1, repeated: 0 });
  expectIdentities();
});

test('a wrong hit is kept with both answers; an unaudited one is unchecked', async () => {
  const body = (name: string) => ({
    kind: 'product' as const,
    product: { id: 1, name, category: '', priceCents: 100, stock: 1 },
  });
  answers = async () => ({
    etag: 'e',
    versions: [],
    request: { kind: 'product', product: 1 },
    body: body('Lamp'),
  });
  use();
  await wait(150);
  truth = { truth: 'wrong', audited: true, staleForMs: 4_000, cause: 'price', should: body('Lantern') };
  use();
  await wait(0);
  truth = { truth: 'unchecked', audited: false, staleForMs: 9_000, cause: 'stock' };
  use();
  await wait(0);
  const { truth: found } = recorder.figures(1_000, time.now);
  expect(found).toMatchObject({ stale: 0, unchecked: 1, wrong: 1, hidden: 0, oldestMs: 9_000 });
  expect(found.causes).toMatchObject({ price: 1, stock: 0 });
  expect(found.lastWrong).toMatchObject([
    { cause: 'price', ageMs: 4_000, shown: [{ what: 'Lamp' }], should: [{ what: 'Lantern' }] },
  ]);
});

test('a query unused for its gcTime is removed and counted as expired', async () => {
  const leave = use();
  await wait(150);
  leave();
  const [entry] = recorder.figures(1_000, time.now).entries;
  expect(entry).toMatchObject({ state: 'inactive', removedInMs: 5_000 });
  await wait(5_100);
  expect(total().expired).toBe(1);
  expect(recorder.figures(1_000, time.now).entries).toEqual([]);
  expectIdentities();
});

test('a failed attempt is a retry, the last one an error', async () => {
  answers = () => Promise.reject(new Error('503'));
  use();
  await wait(100 + 1_000 + 100 + 50);
  expect(total().retries).toBe(1);
  expect(outcomes()).toEqual({ error: 1 });
  expect(total().inserted).toBe(0);
  expectIdentities();
});

describe('the latency of the query cache is the model’s, at any speed and on any machine', () => {
  const answer = (latencyMs?: number) => ({
    etag: 'e',
    versions: [],
    request: { kind: 'product', product: 1 },
    body: {},
    latencyMs,
  });
  const latency = () => recorder.figures(600_000, time.now).tier.latency;

  for (const speed of [0.5, 1, 5, 20, 60, 'max'] as const)
    test(`at ${speed} times`, async () => {
      const reached = speed === 'max' ? 400 : speed;
      time.set(0, true, speed, reached);
      // The machine takes 100 ms for each; the model 52.
      answers = async () => answer(52);
      for (let id = 0; id < 20; id++) use(id);
      await wait(150);
      expect(latency().count).toBe(20);
      expect(latency().p50).toBe(middleOf(binOf(52)));
      expect(latency().p99).toBe(middleOf(binOf(52)));
    });

  test('failed attempts and the waits between them count', async () => {
    let attempts = 0;
    answers = async () => {
      if (attempts++ < 1) throw new ShopError(503, 'no', 30);
      return answer(52);
    };
    time.set(0, true, 20, 20);
    use();
    await wait(1_000);
    // 30 ms, a second until the next attempt, 52 ms.
    expect(latency().p50).toBe(middleOf(binOf(30 + 1_000 + 52)));
  });

  test('a request that joins a fetch waits for the rest of it', async () => {
    answers = async () => answer(120);
    time.set(0, true, 1, 1);
    use();
    await wait(40);
    use();
    await wait(100);
    const { count, ofAnswers } = latency();
    expect(count).toBe(2);
    expect(ofAnswers?.p50).toBe(middleOf(binOf(80)));
    expect(ofAnswers?.p99).toBe(middleOf(binOf(120)));
  });

  test('an answer of unknown duration enters no percentile', async () => {
    answers = async () => answer();
    use();
    await wait(150);
    expect(outcomes()).toEqual({ miss: 1 });
    expect(latency()).toMatchObject({ count: 0, p50: undefined });
  });
});

test('clearing is invalidation; marking stale removes nothing', async () => {
  use();
  use(2);
  await wait(150);
  await client.invalidateQueries({ refetchType: 'none' });
  expect(total().invalidated).toBe(0);
  recorder.clear();
  expect(total().invalidated).toBe(2);
  expectIdentities();
});

test('a shorter gcTime takes effect on existing queries and causes no cache event', async () => {
  const leave = use();
  use(2);
  await wait(150);
  leave();
  const before = total();
  tune(client, { ...settings, gcTime: 500 }, time, recorder.quietly);
  expect(total()).toEqual(before);
  expect(client.getQueryCache().getAll()).toHaveLength(2);
  await wait(600);
  expect(total().expired).toBe(1);
  expectIdentities();
});

test('a shorter gcTime leaves a disabled component its query, and an unused query its hash and its function', async () => {
  const key = ['shop', 'product', { kind: 'product', product: 3 }];
  const disabled = new QueryObserver(client, { queryKey: key, enabled: false });
  const stop = disabled.subscribe(() => {});
  const named = { queryKey: ['shop', 'a'], queryHash: 'its own', queryFn: () => 1 };
  await client.fetchQuery(named);
  tune(client, { ...settings, gcTime: 500 }, time, recorder.quietly);
  const cache = client.getQueryCache();
  expect(disabled.getCurrentQuery()).toBe(cache.find({ queryKey: key }));
  expect(cache.get('its own')?.state.data).toBe(1);
  await expect(cache.get('its own')?.fetch()).resolves.toBe(1);
  expectIdentities();
  stop();
});

test('times are virtual: at speed 10 a staleTime of 1 s lasts a tenth on the wall clock', async () => {
  time.set(0, true, 10, 10);
  tune(client, settings, time, recorder.quietly);
  use();
  await wait(100);
  expect(recorder.figures(1_000, time.now).entries[0]).toMatchObject({
    staleTimeMs: 1_000,
    staleInMs: 1_000,
  });
  await wait(50);
  expect(recorder.figures(1_000, time.now).entries[0]?.staleInMs).toBe(500);
});

test('the recent figures start at the last change of a setting', async () => {
  use();
  await wait(150);
  truth = { truth: 'wrong', audited: true, staleForMs: 10, cause: 'price' };
  use();
  await wait(0);
  const recent = () => recorder.figures(1_000, time.now).recentTruth;
  expect(recent().since).toBe('start');
  recorder.settingsChanged();
  expect(recent()).toMatchObject({ since: 'change', counts: { wrong: 0, inserted: 0 } });
  use();
  await wait(0);
  expect(recent()).toMatchObject({ since: 'change', counts: { wrong: 1, inserted: 0 } });
  expect(recorder.figures(1_000, time.now).truth.wrong).toBe(2);
});
