import {
  dehydrate,
  environmentManager,
  focusManager,
  hydrate,
  onlineManager,
  Query,
  type QueryClient,
  QueryObserver,
  type QueryObserverOptions,
} from '@tanstack/react-query';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createQueryClient, tune } from './query-client';
import { QueryRecorder } from './recorder';
import { VirtualTime } from './virtual-time';

const settings = { staleTime: 100, gcTime: 400, retry: 1, refetchOnWindowFocus: true, offline: false };

/** TanStack's garbage-collection timers, captured where it sets them: the recorder's countdown must equal them. */
const gcDue = new Map<unknown, number>();

beforeEach(() => {
  vi.useFakeTimers();
  environmentManager.setIsServer(() => false); // as in a page: timers of staleness run
  interface Removable {
    gcTime: number;
    scheduleGc(): void;
    clearGcTimeout(): void;
  }
  const removable = Object.getPrototypeOf(Query.prototype) as Removable;
  const { scheduleGc, clearGcTimeout } = removable;
  vi.spyOn(removable, 'scheduleGc').mockImplementation(function (this: Removable) {
    scheduleGc.call(this);
    gcDue.set(this, Number.isFinite(this.gcTime) ? Date.now() + this.gcTime : Infinity);
  });
  vi.spyOn(removable, 'clearGcTimeout').mockImplementation(function (this: Removable) {
    clearGcTimeout.call(this);
    gcDue.delete(this);
  });
});
afterEach(() => {
  environmentManager.setIsServer(() => typeof window === 'undefined');
  vi.restoreAllMocks();
  vi.useRealTimers();
  gcDue.clear();
  onlineManager.setOnline(true);
  focusManager.setFocused(undefined);
});

const answer = (n: number) => ({
  etag: `e${n % 3}`,
  versions: [],
  request: { kind: 'product', product: 1 },
  body: {},
});

const id = fc.nat(2);
const op = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('observe' as const),
      id,
      enabled: fc.boolean(),
      staleTime: fc.constantFrom(0, 50, 300, Infinity, 'static' as const),
      gcTime: fc.constantFrom(undefined, 50, 900, Infinity),
      extra: fc.constantFrom(
        'none' as const,
        'initial' as const,
        'placeholder' as const,
        'interval' as const,
      ),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('leave' as const, 'flip' as const, 'rekey' as const),
      id,
      pick: fc.nat(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('fetch' as const, 'prefetch' as const, 'ensure' as const),
      id,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('set' as const, 'set all' as const, 'set big' as const), id }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('invalidate' as const, 'refetch' as const),
      id,
      type: fc.constantFrom('none' as const, 'all' as const, 'active' as const, 'inactive' as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'reset' as const,
        'remove' as const,
        'remove one' as const,
        'clear' as const,
        'clear cache' as const,
      ),
      id,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('cancel' as const),
      id,
      how: fc.constantFrom({}, { revert: false }, { silent: true }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('dehydrate' as const, 'hydrate' as const, 'build' as const, 'state' as const),
      id,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'fetch infinite' as const,
        'prefetch infinite' as const,
        'ensure infinite' as const,
        'defaults' as const,
        'remount' as const,
      ),
      id,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'focus' as const,
        'blur' as const,
        'online' as const,
        'offline' as const,
        'mend' as const,
        'break' as const,
      ),
      id,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('tune' as const), id, gcTime: fc.constantFrom(100, 400, 700) }),
  },
  {
    weight: 9,
    arbitrary: fc.record({ do: fc.constant('wait' as const), id, ms: fc.integer({ min: 1, max: 250 }) }),
  },
);
type Op = typeof op extends fc.Arbitrary<infer O> ? O : never;

const keyOf = (n: number) => ['shop', 'product', { kind: 'product', product: n }];

/** A client with a source that is slow and sometimes fails, and components that mount and unmount. */
class Page {
  readonly time = new VirtualTime(Date.now);
  readonly client: QueryClient;
  readonly recorder: QueryRecorder;
  readonly #observers: { observer: QueryObserver; stop: () => void }[] = [];
  #kept = dehydrate(createQueryClient(settings, this.time));
  #down = false;
  #count = 0;

  constructor() {
    this.time.set(0, false, 1, 0);
    this.client = createQueryClient(settings, this.time);
    this.client.mount();
    this.recorder = new QueryRecorder({
      client: this.client,
      time: this.time,
      widths: [1_000],
      buckets: 10,
      judge: async (claims) => claims.map(() => ({ truth: 'fresh' })),
      wallNow: Date.now,
    });
  }

  close(): void {
    for (const { stop } of this.#observers) stop();
    this.recorder.close();
    this.client.unmount();
    this.client.clear();
  }

  async act(one: Op): Promise<void> {
    const { client } = this;
    const options = this.#options(one.id);
    const { queryKey } = options;
    const cache = client.getQueryCache();
    switch (one.do) {
      case 'observe': {
        const { enabled, staleTime, gcTime, extra } = one;
        const observer = new QueryObserver(client, {
          ...options,
          enabled,
          staleTime,
          ...(gcTime && { gcTime }),
          ...(extra === 'initial' && { initialData: answer(this.#count) }),
          ...(extra === 'placeholder' && { placeholderData: answer(this.#count) }),
          ...(extra === 'interval' && { refetchInterval: 120 }),
        });
        this.#observers.push({ observer, stop: observer.subscribe(() => {}) });
        break;
      }
      case 'leave':
        if (this.#observers.length > 0)
          this.#observers.splice(one.pick % this.#observers.length, 1)[0]?.stop();
        break;
      case 'flip':
      case 'rekey': {
        const { observer } = this.#observers[one.pick % Math.max(1, this.#observers.length)] ?? {};
        const { enabled } = observer?.options ?? {};
        observer?.setOptions({
          ...observer.options,
          // The options of an observer hold the hash of its key.
          ...(one.do === 'flip' ? { enabled: enabled === false } : { ...options, queryHash: undefined }),
        });
        break;
      }
      case 'fetch':
        client.fetchQuery(options).catch(() => {});
        break;
      case 'prefetch':
        void client.prefetchQuery({ ...options, staleTime: 50 });
        break;
      case 'ensure':
        client.ensureQueryData({ ...options, revalidateIfStale: true }).catch(() => {});
        break;
      case 'set':
        client.setQueryData(queryKey, answer(this.#count++));
        break;
      case 'set all':
        client.setQueriesData({ queryKey: ['shop'] }, () => answer(this.#count++));
        break;
      case 'set big':
        client.setQueryData(queryKey, { big: BigInt(this.#count++) });
        break;
      case 'invalidate':
        void client.invalidateQueries({ queryKey, refetchType: one.type });
        break;
      case 'refetch':
        if (one.type !== 'none') void client.refetchQueries({ type: one.type });
        break;
      case 'reset':
        void client.resetQueries({ queryKey });
        break;
      case 'remove':
        client.removeQueries({ queryKey });
        break;
      case 'remove one': {
        const query = cache.find({ queryKey });
        if (query) cache.remove(query);
        break;
      }
      case 'clear':
        client.clear();
        break;
      case 'clear cache':
        cache.clear();
        break;
      case 'cancel':
        void client.cancelQueries({ queryKey }, one.how);
        break;
      case 'dehydrate':
        this.#kept = dehydrate(client, { serializeData: (data) => data });
        break;
      case 'hydrate':
        hydrate(client, this.#kept);
        break;
      case 'build':
        cache.build(client, { queryKey, initialData: answer(this.#count++) });
        break;
      case 'state':
        cache
          .find({ queryKey })
          ?.setState({ data: answer(this.#count++), status: 'success', dataUpdatedAt: Date.now() });
        break;
      case 'fetch infinite':
        client.fetchInfiniteQuery(this.#pages(one.id)).catch(() => {});
        break;
      case 'prefetch infinite':
        void client.prefetchInfiniteQuery({ ...this.#pages(one.id), staleTime: 50 });
        break;
      case 'ensure infinite':
        client.ensureInfiniteQueryData({ ...this.#pages(one.id), revalidateIfStale: true }).catch(() => {});
        break;
      case 'defaults':
        client.setQueryDefaults(queryKey, { gcTime: 600, staleTime: 20 });
        break;
      case 'remount':
        client.unmount();
        client.mount();
        break;
      case 'focus':
      case 'blur':
        focusManager.setFocused(one.do === 'focus');
        break;
      case 'online':
      case 'offline':
        onlineManager.setOnline(one.do === 'online');
        break;
      case 'mend':
      case 'break':
        this.#down = one.do === 'break';
        break;
      case 'tune':
        tune(client, { ...settings, gcTime: one.gcTime }, this.time, this.recorder.quietly);
        break;
      case 'wait':
        await vi.advanceTimersByTimeAsync(one.ms);
    }
    // Microtasks have run.
    await vi.advanceTimersByTimeAsync(0);
  }

  check(): void {
    const { tier, entries, seeded } = this.recorder.figures(1_000, this.time.now);
    const { inserted, evicted, expired, invalidated, replaced, ...rest } = tier.total;
    expect(inserted).toBe(tier.entries + evicted + expired + invalidated + replaced);
    const { requests, fresh, stale, unchecked, wrong, degraded, coalesced, miss, error } = rest;
    expect(requests).toBe(fresh + stale + unchecked + wrong + degraded + coalesced + miss + error);
    expect(seeded).toBeLessThanOrEqual(inserted);
    const queries = this.client.getQueryCache().getAll();
    expect(entries.map(({ hash }) => hash).sort()).toEqual(queries.map(({ queryHash }) => queryHash).sort());
    expect(tier.entries).toBe(queries.filter(({ state }) => state.data !== undefined).length);
    for (const entry of entries) this.#checkEntry(entry);
  }

  #checkEntry(entry: ReturnType<QueryRecorder['figures']>['entries'][number]): void {
    const query = this.client.getQueryCache().get(entry.hash);
    if (!query) throw new Error(`${entry.hash} is not in the cache`);
    expect(entry).toMatchObject({
      status: query.state.status,
      fetchStatus: query.state.fetchStatus,
      observers: query.getObserversCount(),
      stale: query.isStale(),
    });
    if (entry.staleInMs !== undefined && query.isActive())
      expect(entry.staleInMs === 0).toBe(query.isStale());
    const idle = query.getObserversCount() === 0 && query.state.fetchStatus === 'idle';
    const due = gcDue.get(query) ?? Infinity;
    const left = due === Infinity ? 'never' : due - Date.now();
    expect(entry.removedInMs).toBe(idle ? left : undefined);
  }

  /** Pages of an infinite query, under a key of their own: data of the two kinds have no common form. */
  #pages(n: number) {
    return {
      queryKey: ['shop', 'pages', { kind: 'pages', product: n }],
      queryFn: async ({ pageParam }: { pageParam: number }) => {
        await new Promise((done) => setTimeout(done, 30));
        if (this.#down) throw new Error('down');
        return pageParam;
      },
      initialPageParam: 0,
      getNextPageParam: (last: number) => (last < 3 ? last + 1 : undefined),
      pages: 2,
    };
  }

  #options(n: number): QueryObserverOptions & { queryKey: unknown[] } {
    return {
      queryKey: keyOf(n),
      queryFn: async ({ signal }: { signal: AbortSignal }) => {
        // One of the three sources reacts to cancellation.
        if (n === 1) signal.throwIfAborted();
        await new Promise((done) => setTimeout(done, 30));
        if (this.#down) throw new Error('down');
        return answer(this.#count++);
      },
    };
  }
}

test('for any calls, inserted entries are resident or counted as removed; stale and gc times equal TanStack’s own', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  await fc.assert(
    fc.asyncProperty(fc.array(op, { minLength: 10, maxLength: 60 }), async (ops) => {
      onlineManager.setOnline(true);
      focusManager.setFocused(true);
      const page = new Page();
      try {
        for (const one of ops) {
          await page.act(one);
          page.check();
        }
        await vi.advanceTimersByTimeAsync(2_000);
        page.check();
      } finally {
        page.close();
      }
    }),
    { numRuns: 100 },
  );
});
