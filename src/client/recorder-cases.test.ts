import {
  dehydrate,
  environmentManager,
  focusManager,
  hydrate,
  onlineManager,
  type QueryClient,
  QueryObserver,
  type QueryObserverOptions,
} from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createQueryClient, tune } from './query-client';
import { QueryRecorder } from './recorder';
import { VirtualTime } from './virtual-time';

const settings = { staleTime: 1_000, gcTime: 5_000, retry: 1, refetchOnWindowFocus: true, offline: false };
const answer = { etag: 'e', versions: [], request: { kind: 'product', product: 1 }, body: {} };
const queryKey = ['shop', 'product', { kind: 'product', product: 1 }];
let client: QueryClient;
let recorder: QueryRecorder;
let time: VirtualTime;
let fails = false;

beforeEach(() => {
  vi.useFakeTimers();
  fails = false;
  time = new VirtualTime(Date.now);
  time.set(0, false, 1, 0);
  focusManager.setFocused(true);
  client = createQueryClient(settings, time);
  client.mount();
  recorder = new QueryRecorder({
    client,
    time,
    widths: [1_000],
    buckets: 10,
    judge: async (claims) => claims.map(() => ({ truth: 'fresh' })),
    wallNow: Date.now,
  });
});
afterEach(() => {
  recorder.close();
  client.unmount();
  client.clear();
  onlineManager.setOnline(true);
  focusManager.setFocused(undefined);
  environmentManager.setIsServer(() => typeof window === 'undefined');
  vi.useRealTimers();
});

const options = {
  queryKey,
  queryFn: async () => {
    await new Promise((done) => setTimeout(done, 100));
    if (fails) throw new Error('503');
    return answer;
  },
};
const observe = (more: Partial<QueryObserverOptions> = {}) => {
  const observer = new QueryObserver(client, { ...options, ...more });
  return { observer, leave: observer.subscribe(() => {}) };
};
const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const figures = () => recorder.figures(1_000, time.now);
const entry = () => figures().entries[0];
const log = () => figures().events.map(({ kind, reason }) => `${kind}: ${reason}`);
const expectLaw = () => {
  const { total, entries } = figures().tier;
  expect(total.inserted).toBe(entries + total.evicted + total.expired + total.invalidated + total.replaced);
};

test('a fetch of an unused query restarts its gcTime', async () => {
  await Promise.all([client.prefetchQuery(options), wait(100)]);
  await wait(4_000);
  expect(entry()?.removedInMs).toBe(1_000);
  void client.refetchQueries({ type: 'all' });
  await wait(50);
  expect(entry()).toMatchObject({ fetchStatus: 'fetching', removedInMs: undefined });
  await wait(50);
  expect(entry()?.removedInMs).toBe(5_000);
  await wait(4_999);
  expect(entry()?.removedInMs).toBe(1);
  await wait(1);
  expect(figures().entries).toEqual([]);
  expect(log().at(-1)).toBe('expired: gcTime');
});

test('resetQueries removes the data without a removal event: the law holds', async () => {
  observe({ enabled: false });
  client.setQueryData(queryKey, answer);
  await client.resetQueries({ queryKey });
  expect(figures().tier.total).toMatchObject({ inserted: 1, invalidated: 1 });
  expect(figures().tier.entries).toBe(0);
  expectLaw();
});

test('initialData, hydration and set state are seeded: inserted, and counted apart', async () => {
  observe({ initialData: answer });
  expect(figures()).toMatchObject({ seeded: 1, tier: { entries: 1, total: { inserted: 1 } } });
  expect(entry()).toMatchObject({ origin: 'seeded' });
  await wait(100);
  expect(entry()).toMatchObject({ origin: 'seeded' }); // it is fresh: nothing was fetched
  const kept = dehydrate(client);
  client.clear();
  hydrate(client, kept);
  expect(figures()).toMatchObject({
    seeded: 2,
    tier: { entries: 1, total: { inserted: 2, invalidated: 1 } },
  });
  expectLaw();
});

test('placeholderData is not cached: the request is a miss', async () => {
  observe({ placeholderData: answer });
  expect(figures().tier).toMatchObject({ entries: 0, total: { inserted: 0 } });
  await wait(100);
  expect(figures().tier.total).toMatchObject({ inserted: 1, miss: 1 });
  expectLaw();
});

test('two disabled observers of a query make no request; enabled, they are 1 miss and 1 coalesced', async () => {
  const [one, two] = [observe({ enabled: false }), observe({ enabled: false })];
  await wait(1_000);
  expect(figures().tier.total.requests).toBe(0);
  for (const { observer } of [one, two]) observer.setOptions({ ...observer.options, enabled: true });
  await wait(100);
  expect(figures().tier.total).toMatchObject({ requests: 2, miss: 1, coalesced: 1, inserted: 1 });
  expect(log()).toContain('fetch: mount');
});

test('a query removed while observed, or before its gcTime, has not expired', async () => {
  observe();
  await wait(100);
  client.removeQueries({ queryKey });
  expect(figures().tier.total).toMatchObject({ expired: 0, invalidated: 1 });
  expect(log().at(-1)).toBe('invalidated: removed');
  client.setQueryData(queryKey, answer);
  await wait(1_000);
  client.removeQueries({ queryKey });
  expect(figures().tier.total).toMatchObject({ expired: 0, invalidated: 2 });
  expectLaw();
});

describe('data that JSON cannot write', () => {
  const cycle: { self?: unknown } = {};
  cycle.self = cycle;
  const trap = {
    get value(): never {
      throw new Error('no');
    },
  };
  test.each([
    ['a cycle', cycle],
    ['a BigInt', { big: 1n }],
    ['a getter that throws', trap],
  ])('%s: its size is unknown, and nothing throws', (_, data) => {
    expect(() => client.setQueryData(queryKey, data)).not.toThrow();
    expect(entry()).toMatchObject({ bytes: 'unknown', origin: 'set' });
    expect(figures().tier.bytes).toBe(0);
    expectLaw();
  });

  test('data that is not an answer of the shop is a hit that cannot be checked', async () => {
    for (const data of [null, 'text', 7, { etag: 1 }]) client.setQueryData(queryKey, data);
    observe();
    await wait(0);
    expect(figures().tier.total).toMatchObject({ requests: 1, unchecked: 1 });
  });
});

test('an error of the recorder does not reach the cache', async () => {
  vi.spyOn(time, 'now', 'get').mockImplementation(() => {
    throw new Error('fault');
  });
  expect(() => client.setQueryData(queryKey, answer)).not.toThrow();
  vi.restoreAllMocks();
  expect(() => vi.advanceTimersByTime(1)).toThrow('fault'); // it is reported as an uncaught error instead
});

describe('the cause of a fetch', () => {
  const causesOf = async (act: () => unknown, ms = 100) => {
    const before = figures().events.length;
    act();
    await wait(ms);
    return figures()
      .events.slice(before)
      .filter(({ kind }) => kind === 'fetch')
      .map(({ reason }) => reason);
  };

  test('mount, focus, reconnect, invalidate, manual', async () => {
    expect(await causesOf(() => observe())).toEqual(['mount']);
    await wait(1_001);
    expect(await causesOf(() => focusManager.onFocus())).toEqual(['focus']);
    expect(entry()?.cause).toBe('focus');
    await wait(1_001);
    onlineManager.setOnline(false);
    expect(await causesOf(() => onlineManager.setOnline(true))).toEqual(['reconnect']);
    for (let i = 0; i < 2; i++)
      expect(await causesOf(() => client.invalidateQueries({ queryKey }))).toEqual(['invalidate']);
    expect(await causesOf(() => client.refetchQueries({ queryKey }))).toEqual(['manual']);
    expect(await causesOf(() => observe())).toEqual([]); // it is fresh: a hit without a fetch
    expect(await causesOf(() => client.refetchQueries({ queryKey }))).toEqual(['manual']);
  });

  test('interval', async () => {
    environmentManager.setIsServer(() => false); // as in a page: intervals run
    observe({ refetchInterval: 700 });
    await wait(100);
    expect(await causesOf(() => {}, 750)).toEqual(['interval']);
  });
});

describe('the state in TanStack’s terms', () => {
  test('a query that never loaded is pending, then error; each retry is logged', async () => {
    fails = true;
    observe();
    await wait(50);
    expect(entry()).toMatchObject({
      status: 'pending',
      fetchStatus: 'fetching',
      hasData: false,
      observers: 1,
    });
    await wait(2_000);
    expect(entry()).toMatchObject({ status: 'error', fetchStatus: 'idle', failures: 2, hasData: false });
    expect(log()).toEqual(['fetch: mount', 'retry: 503', 'error: 503']);
  });

  test('a failed background fetch is logged too, although no request waits for it', async () => {
    observe();
    await wait(100);
    fails = true;
    void client.refetchQueries();
    await wait(2_000);
    expect(log().at(-1)).toBe('error: refetch: 503');
    expect(figures().tier.total.error).toBe(0);
  });

  test('offline it is paused, and it continues when the network is back', async () => {
    tune(client, { ...settings, offline: true }, time, recorder.quietly);
    observe();
    await wait(1_000);
    expect(entry()).toMatchObject({ status: 'pending', fetchStatus: 'paused', state: 'paused' });
    expect(log()).toEqual(['fetch: mount', 'paused: offline']);
    tune(client, settings, time, recorder.quietly);
    await wait(100);
    expect(entry()).toMatchObject({ status: 'success', fetchStatus: 'idle' });
    expect(log()).toEqual(['fetch: mount', 'paused: offline', 'fetch: continued', 'miss: cold']);
  });

  test('an abandoned fetch is logged', async () => {
    const { leave } = observe();
    await wait(50);
    leave();
    expect(log()).toEqual(['fetch: mount', 'cancelled: last observer removed before an answer']);
    await wait(100); // the source ignores cancellation: its answer is kept
    expect(entry()).toMatchObject({ status: 'success', observers: 0, state: 'inactive', stale: false });
    expectLaw();
  });

  test('a cancelled fetch leaves a query without data and is logged', async () => {
    void client.prefetchQuery(options);
    await wait(50);
    await client.cancelQueries({ queryKey });
    expect(entry()).toMatchObject({ status: 'pending', fetchStatus: 'idle', hasData: false });
    expect(log()).toEqual(['fetch: manual', 'cancelled: before an answer']);
  });
});
