import fc from 'fast-check';
import { LRUCache } from 'lru-cache';
import { describe, expect, test } from 'vitest';
import { ByteBudget } from './byte-budget';
import type { Cache } from './cache';
import type { CacheEvent } from './events';
import { policies } from './registry';
import { checkIdentities, makeCache } from './testing/make-cache';

const keys = 'abcdefghij'.split('');

describe('LRU against npm lru-cache', () => {
  type Step =
    | { op: 'get'; key: string }
    | { op: 'delete'; key: string }
    | { op: 'set'; key: string; value: number; ttlMs: number | undefined }
    | { op: 'wait'; ms: number };
  const key = fc.constantFrom(...keys);
  const step: fc.Arbitrary<Step> = fc.oneof(
    { weight: 5, arbitrary: fc.record({ op: fc.constant('get' as const), key }) },
    {
      weight: 5,
      arbitrary: fc.record({
        op: fc.constant('set' as const),
        key,
        value: fc.integer({ min: 1, max: 6 }),
        ttlMs: fc.constantFrom(undefined, 5, 50),
      }),
    },
    { weight: 1, arbitrary: fc.record({ op: fc.constant('delete' as const), key }) },
    {
      weight: 2,
      arbitrary: fc.record({ op: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 20 }) }),
    },
  );

  /** In lru-cache an entry is valid at the very end of its TTL, in ours it is expired: a difference of one whole ms. */
  const untilAfter = (ttlMs: number) => ttlMs + 0.5;

  /** Runs the same steps on both; returns the answers and victims of each. */
  function run(steps: readonly Step[], bounds: { entries: number; bytes?: number; ttlMs?: number }) {
    const clock = { ms: 1 }; // lru-cache takes a start of 0 for "none"
    const oursLeft: string[] = [];
    const theirsLeft: string[] = [];
    const ours = makeCache<string, number>(
      {
        maxEntries: bounds.entries,
        maxBytes: bounds.bytes ?? 'unbounded',
        ttlMs: bounds.ttlMs ? untilAfter(bounds.ttlMs) : 'never',
        weigh: (value) => value,
      },
      clock,
    );
    ours.onRemoval = (_, removed, __, why) => {
      if (why === 'evicted') oursLeft.push(removed);
    };
    const theirs = new LRUCache<string, number>({
      max: bounds.entries,
      ...(bounds.bytes ? { maxSize: bounds.bytes, sizeCalculation: (value: number) => value } : {}),
      ...(bounds.ttlMs ? { ttl: bounds.ttlMs, ttlResolution: 0, perf: { now: () => clock.ms } } : {}),
      dispose: (_, removed, why) => {
        if (why === 'evict') theirsLeft.push(removed);
      },
    });
    for (const one of steps) {
      if (one.op === 'wait') clock.ms += one.ms;
      else if (one.op === 'get') expect(ours.get(one.key)).toBe(theirs.get(one.key));
      else if (one.op === 'delete') {
        // Ours returns whether an unexpired entry was removed; lru-cache returns true for an expired one too.
        ours.delete(one.key);
        theirs.delete(one.key);
      } else {
        // lru-cache accepts a TTL only if it has a clock.
        const own = bounds.ttlMs && one.ttlMs ? one.ttlMs : undefined;
        ours.set(one.key, one.value, own ? { ttlMs: untilAfter(own) } : undefined);
        theirs.set(one.key, one.value, own ? { ttl: own } : undefined);
      }
      checkIdentities(ours);
    }
    return { ours, oursLeft, theirs, theirsLeft };
  }

  test('the same requests give the same answers and evict in the same order', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), fc.integer({ min: 1, max: 8 }), (steps, entries) => {
        const { ours, oursLeft, theirs, theirsLeft } = run(steps, { entries });
        expect(oursLeft).toEqual(theirsLeft);
        expect(ours.size).toBe(theirs.size);
        expect([...ours.nextVictims(99)].map((slot) => ours.keyAt(slot))).toEqual([...theirs.rkeys()]);
      }),
    );
  });

  test('the same with a byte bound', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), fc.integer({ min: 6, max: 20 }), (steps, bytes) => {
        // lru-cache keeps a growing entry in its place while it evicts others; ours removes it and inserts it again.
        // As both then make it the youngest, the victims are the same.
        const { ours, oursLeft, theirs, theirsLeft } = run(steps, { entries: 6, bytes });
        expect(oursLeft).toEqual(theirsLeft);
        expect(ours.bytes).toBe(theirs.calculatedSize);
      }),
    );
  });

  test('the same with a TTL, the default or an entry’s own, on the same clock', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), fc.integer({ min: 1, max: 8 }), (steps, entries) => {
        run(steps, { entries, ttlMs: 15 });
      }),
    );
  });
});

describe('under random operations', () => {
  /** A cache under random operations, beside a plain list of its possible contents. */
  class Model {
    readonly values = new Map<string, { value: number; deadline: number; tags: readonly number[] }>();
  }

  const action = fc.oneof(
    fc.record({ do: fc.constant('get' as const), key: fc.constantFrom(...keys) }),
    fc.record({
      do: fc.constant('set' as const),
      key: fc.constantFrom(...keys),
      bytes: fc.integer({ min: 1, max: 40 }),
      ttlMs: fc.constantFrom<number | 'never' | undefined>(undefined, 'never', 3, 30),
      tags: fc.uniqueArray(fc.integer({ min: 0, max: 3 }), { maxLength: 3 }),
    }),
    fc.record({ do: fc.constant('delete' as const), key: fc.constantFrom(...keys) }),
    fc.record({ do: fc.constant('tag' as const), tag: fc.integer({ min: 0, max: 3 }) }),
    fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 40 }) }),
    fc.record({ do: fc.constant('advance' as const) }),
    fc.record({
      do: fc.constant('change' as const),
      change: fc.oneof(
        fc.record({ maxEntries: fc.constantFrom<number | 'unbounded'>(1, 3, 8, 'unbounded') }),
        fc.record({ maxBytes: fc.constantFrom<number>(30, 100) }),
        fc.record({ ttlMs: fc.constantFrom<number | 'never'>('never', 5, 50) }),
        fc.record({ idleMs: fc.constantFrom<number | 'never'>('never', 10) }),
        fc.record({ expiry: fc.constantFrom<'lazy' | 'active'>('lazy', 'active') }),
        fc.record({ policy: fc.constantFrom(...policies.map(({ name }) => name)) }),
      ),
    }),
    fc.record({ do: fc.constant('clear' as const) }),
  );

  test.each(policies.map(({ name }) => name))('%s keeps bounds, identities and deadlines', (policy) => {
    fc.assert(
      fc.property(
        fc.array(action, { maxLength: 120 }),
        fc.constantFrom<'lazy' | 'active'>('lazy', 'active'),
        (actions, expiry) => {
          const clock = { ms: 0 };
          const cache = makeCache<string, number>(
            { policy, maxEntries: 5, maxBytes: 100, expiry, ttlMs: 20, weigh: (value) => value % 100 || 1 },
            clock,
          );
          const model = new Model();
          let ttlMs: number | 'never' = 20;
          let stamp = 0;
          cache.onRemoval = (slot, key, value) => {
            expect(cache.keyAt(slot)).toBe(key);
            expect(cache.valueAt(slot)).toBe(value);
          };
          for (const one of actions) {
            if (one.do === 'get') {
              const got = cache.get(one.key);
              if (got !== undefined) {
                const should = model.values.get(one.key);
                expect(should).toBeDefined();
                expect(got).toBe(should?.value);
                expect(clock.ms).toBeLessThan(should?.deadline ?? 0);
              }
            } else if (one.do === 'set') {
              const value = 1000 * ++stamp * 100 + one.bytes;
              cache.set(one.key, value, { ttlMs: one.ttlMs, tags: one.tags });
              const ttl = one.ttlMs ?? ttlMs;
              model.values.set(one.key, {
                value,
                deadline: ttl === 'never' ? Infinity : clock.ms + ttl,
                tags: one.tags,
              });
            } else if (one.do === 'delete') {
              cache.delete(one.key);
              model.values.delete(one.key);
            } else if (one.do === 'tag') {
              cache.invalidateTag(one.tag);
              for (const [key, { tags }] of model.values)
                if (tags.includes(one.tag)) model.values.delete(key);
            } else if (one.do === 'wait') clock.ms += one.ms;
            else if (one.do === 'advance') cache.advance(clock.ms);
            else if (one.do === 'clear') {
              cache.clear();
              model.values.clear();
              expect(cache.size).toBe(0);
            } else {
              cache.reconfigure(one.change);
              if ('ttlMs' in one.change) ttlMs = one.change.ttlMs;
            }
            checkIdentities(cache);
          }
          // Expired and invalidated entries are removed within a few calls of `advance`.
          cache.reconfigure({ expiry: 'active' });
          clock.ms += 1000;
          for (let i = 0; i < 10; i++) cache.advance(clock.ms);
          cache.forEachSlot((slot) => {
            expect(cache.deadlineAt(slot)).toBeGreaterThan(clock.ms);
            expect(model.values.has(cache.keyAt(slot))).toBe(true);
          });
          checkIdentities(cache);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('bounds', () => {
  test('a cache without any bound is refused, and so are invalid bounds and times', () => {
    expect(() => makeCache({ maxEntries: 'unbounded' })).toThrow('needs a bound');
    expect(() => makeCache({ maxEntries: 0 })).toThrow('whole number from 1');
    expect(() => makeCache({ ttlMs: 0 })).toThrow('more than 0 ms');
    expect(() => makeCache().set('a', 1, { ttlMs: -5 })).toThrow('more than 0 ms');
    expect(() => makeCache({ policy: 'nonesuch' })).toThrow('nonesuch');
    expect(() => makeCache<object>().set({}, 1)).toThrow('keyOf');
    expect(() => makeCache<number>().set(Number.NaN, 1)).toThrow('NaN');
  });

  test('a value larger than the bound is refused, counted, and removes its predecessor', () => {
    const cache = makeCache<string, number>({ maxBytes: 10, weigh: (value) => value });
    cache.set('a', 3);
    expect(cache.set('a', 11)).toBe(-1);
    expect(cache.get('a')).toBeUndefined();
    expect(cache.stats).toMatchObject({ refused: 1, replaced: 1, inserted: 1 });
    checkIdentities(cache);
  });

  test('grows as it fills without a bound on entries, and keeps its entries', () => {
    const cache = makeCache<number, number>({
      maxEntries: 'unbounded',
      maxBytes: 1e6,
      weigh: () => 1,
      keyOf: (key) => `key ${key}`,
    });
    for (let i = 0; i < 5000; i++) cache.set(i, i);
    for (let i = 0; i < 5000; i++) expect(cache.get(i)).toBe(i);
    expect(cache.slots).toBeGreaterThanOrEqual(5000);
    checkIdentities(cache);
  });

  test('three caches that share a budget never exceed it, and the heaviest one evicts', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            cache: fc.integer({ min: 0, max: 2 }),
            key: fc.constantFrom(...keys),
            bytes: fc.integer({ min: 1, max: 60 }),
            budget: fc.option(fc.integer({ min: 60, max: 200 }), { freq: 20 }),
          }),
          { maxLength: 100 },
        ),
        (steps) => {
          const budget = new ByteBudget(100);
          const caches = policies.slice(0, 3).map(({ name }) =>
            makeCache<string, number>({
              policy: name,
              maxEntries: 'unbounded',
              budget,
              weigh: (value) => value,
            }),
          );
          for (const cache of caches)
            cache.onRemoval = (_, __, ___, why) => {
              if (why === 'evicted')
                expect(cache.bytes).toBe(Math.max(...caches.map((one: Cache<string, number>) => one.bytes)));
            };
          for (const one of steps) {
            if (one.budget !== null) budget.resize(one.budget);
            caches[one.cache]?.set(one.key, one.bytes);
            expect(budget.usedBytes).toBeLessThanOrEqual(budget.maxBytes);
            for (const cache of caches) checkIdentities(cache);
          }
        },
      ),
    );
  });
});

describe('expiry', () => {
  test('an entry is valid before its deadline and expired at it', () => {
    const clock = { ms: 0 };
    const cache = makeCache({ ttlMs: 10 }, clock);
    cache.set('a', 1);
    clock.ms = 9.999;
    expect(cache.get('a')).toBe(1);
    clock.ms = 10;
    expect(cache.get('a')).toBeUndefined();
    expect(cache.stats).toMatchObject({ hits: 1, misses: 1, expired: 1 });
  });

  test('lazy: expired entries stay until a request; active: they are removed as time passes', () => {
    for (const expiry of ['lazy', 'active'] as const) {
      const clock = { ms: 0 };
      const cache = makeCache({ ttlMs: 10, expiry }, clock);
      cache.set('a', 1);
      clock.ms = 1000;
      expect(cache.advance(clock.ms)).toBe(expiry === 'active' ? 1 : 0);
      expect(cache.size).toBe(expiry === 'active' ? 0 : 1);
      expect(cache.has('a')).toBe(false);
    }
  });

  test('a shorter TTL applies to residents, a longer one does not extend their deadline', () => {
    const clock = { ms: 0 };
    const cache = makeCache({ ttlMs: 100 }, clock);
    cache.set('a', 1);
    clock.ms = 20;
    cache.reconfigure({ ttlMs: 30 });
    expect(cache.deadlineAt(cache.slotOf('a'))).toBe(30);
    cache.reconfigure({ ttlMs: 'never' });
    expect(cache.deadlineAt(cache.slotOf('a'))).toBe(30);
    cache.set('b', 1);
    expect(cache.deadlineAt(cache.slotOf('b'))).toBe(Infinity);
  });

  test('an idle time moves with use, but never past the TTL', () => {
    const clock = { ms: 0 };
    const cache = makeCache({ ttlMs: 100, idleMs: 30, expiry: 'active' }, clock);
    cache.set('a', 1);
    for (clock.ms = 20; clock.ms < 100; clock.ms += 20) expect(cache.get('a')).toBe(1);
    clock.ms = 99;
    expect(cache.deadlineAt(cache.slotOf('a'))).toBe(100);
    clock.ms = 100;
    cache.advance(100);
    expect(cache.size).toBe(0);
  });

  test('jitter only shortens, and simultaneous entries expire at different times', () => {
    const cache = makeCache<number, number>({ ttlMs: 100, jitter: 0.5, maxEntries: 50 });
    for (let i = 0; i < 50; i++) cache.set(i, i);
    const deadlines = Array.from({ length: 50 }, (_, i) => cache.deadlineAt(cache.slotOf(i)));
    expect(Math.min(...deadlines)).toBeGreaterThanOrEqual(50);
    expect(Math.max(...deadlines)).toBeLessThanOrEqual(100);
    expect(new Set(deadlines).size).toBe(50);
  });

  test('an invalid TTL is refused before any change', () => {
    const cache = makeCache({ ttlMs: 100 });
    cache.set('a', 1);
    for (const ttlMs of [0, -1, Number.NaN])
      expect(() => cache.set('a', 2, { ttlMs })).toThrow('A TTL is more than 0');
    expect(() => cache.set('b', 2, { ttlMs: 0 })).toThrow('A TTL is more than 0');
    expect(cache.get('a')).toBe(1);
    expect(cache.size).toBe(1);
    expect(cache.set('b', 2)).toBeGreaterThanOrEqual(0);
  });

  test('a TTL may come from the value', () => {
    const cache = makeCache<string, number>({ ttlMs: 100, ttlOf: (value) => (value < 0 ? 5 : undefined) });
    expect(cache.deadlineAt(cache.set('a', -1))).toBe(5);
    expect(cache.deadlineAt(cache.set('b', 1))).toBe(100);
  });
});

describe('tags', () => {
  test('an invalidated tag reaches all of its entries and no others, however they are removed', () => {
    const cache = makeCache<string, number>({ maxEntries: 10 });
    cache.set('a', 1, { tags: [1] });
    cache.set('b', 1, { tags: [1, 2] });
    cache.set('c', 1, { tags: [2] });
    cache.set('d', 1);
    expect(cache.invalidateTag(1)).toBe(2);
    expect(cache.invalidateTag(1)).toBe(0);
    expect(keys.filter((key) => cache.has(key))).toEqual(['c', 'd']);
    expect(cache.get('a')).toBeUndefined();
    expect(cache.size).toBe(3);
    expect(cache.advance(0)).toBe(1);
    expect(cache.stats.invalidated).toBe(2);
    cache.set('a', 2, { tags: [1] });
    expect(cache.get('a')).toBe(2);
    checkIdentities(cache);
  });

  test('an entry that was invalidated and then evicted counts as invalidated', () => {
    const cache = makeCache<string, number>({ maxEntries: 1 });
    cache.set('a', 1, { tags: [7] });
    cache.invalidateTag(7);
    cache.set('b', 1);
    expect(cache.stats).toMatchObject({ invalidated: 1, evicted: 0 });
  });
});

describe('events', () => {
  test('each event has its reason and age', () => {
    const clock = { ms: 0 };
    const cache = makeCache<string, number>({ maxEntries: 1, ttlMs: 50 }, clock);
    const told: string[] = [];
    const stop = cache.on((event: CacheEvent<string>) => {
      const age = 'ageMs' in event ? ` ${event.ageMs}` : '';
      const gone = 'goneMs' in event && event.goneMs !== undefined ? ` gone ${event.goneMs}` : '';
      told.push(`${event.kind} ${event.key} ${event.reason}${age}${gone}`);
    });
    cache.get('a');
    cache.set('a', 1);
    clock.ms = 10;
    cache.get('a');
    cache.set('b', 2);
    clock.ms = 15;
    cache.get('a');
    clock.ms = 60;
    cache.get('b');
    cache.set('b', 1);
    cache.delete('b');
    cache.get('b');
    stop();
    cache.get('c');
    expect(told).toEqual([
      'miss a cold',
      'admission a new 0',
      'hit a fresh 10',
      'removal a evicted 10',
      'admission b new 0',
      'miss a evicted gone 5',
      'removal b expired 50',
      'miss b expired gone 0',
      'admission b new 0',
      'removal b invalidated 0',
      'miss b invalidated gone 0',
    ]);
  });

  test('a listener of a removal may read the cache but not change it', () => {
    const cache = makeCache({ maxEntries: 1 });
    cache.onRemoval = () => cache.delete('a');
    cache.set('a', 1);
    expect(() => cache.set('b', 1)).toThrow('cannot be changed');
  });
});
