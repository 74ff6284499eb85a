import fc from 'fast-check';
import { assert, describe, expect, test } from 'vitest';
import type { CacheEvent } from './events';
import { policies, policyNamed } from './registry';
import { checkIdentities, makeCache } from './testing/make-cache';
import { watchedPolicy } from './testing/watched-policy';

const names = policies.filter(({ needs }) => !needs.includes('future')).map(({ name }) => name);

const act = fc.record({
  key: fc.nat({ max: 9 }),
  wait: fc.constantFrom(0, 1, 7),
  ttlMs: fc.constantFrom<number | 'never'>('never', 3, 10, 50),
  does: fc.constantFrom('get', 'set', 'set', 'purge', 'shorten'),
});

describe('a cache reports an entry to every policy after its deadline is known', () => {
  test.each(names)('%s', (name) => {
    fc.assert(
      fc.property(fc.array(act, { minLength: 1, maxLength: 60 }), (acts) => {
        const clock = { ms: 0 };
        let coming: { key: number; deadline: number } | undefined;
        const policy = watchedPolicy(policyNamed(name), (call, _, deadline) => {
          if (call === 'insert') assert(deadline === coming?.deadline, `inserted with ${deadline}`);
        });
        const cache = makeCache<number, number>({ policy, maxEntries: 3, ttlMs: 1000 }, clock);
        let longest = 1000;
        for (const { key, wait, ttlMs, does } of acts) {
          clock.ms += wait;
          if (does === 'get') cache.get(key);
          else if (does === 'purge') cache.purge(key);
          else if (does === 'shorten') {
            longest = Math.max(1, longest - 300);
            cache.reconfigure({ ttlMs: longest });
          } else {
            coming = { key, deadline: ttlMs === 'never' ? Infinity : clock.ms + ttlMs };
            cache.set(key, 1, { ttlMs });
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('a cache under Redis volatile-ttl', () => {
  const filled = () => {
    const clock = { ms: 0 };
    const cache = makeCache<string, number>({ policy: 'redis-ttl', maxEntries: 2 }, clock);
    const refusals: string[] = [];
    cache.on((event: CacheEvent<string>) => {
      if (event.kind === 'refusal') refusals.push(`${event.key}: ${event.reason}`);
    });
    cache.set('a', 1);
    cache.set('b', 2);
    return { cache, clock, refusals };
  };

  test('refuses an entry if nothing can be evicted for it, counts the refusal and keeps the residents', () => {
    const { cache, refusals } = filled();
    expect(cache.set('c', 3)).toBe(-1);
    expect(cache.stats).toMatchObject({ inserted: 2, evicted: 0, refused: 1 });
    expect(refusals).toEqual(['c: admission']);
    expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([1, 2, undefined]);
    checkIdentities(cache);
    // A replacement needs no room.
    expect(cache.set('a', 4)).not.toBe(-1);
  });

  test('an entry with a new TTL can be evicted from then on: by a new value, by a purge, by a TTL for all', () => {
    const byValue = filled().cache;
    byValue.set('b', 2, { ttlMs: 500 });
    expect(byValue.set('c', 3)).not.toBe(-1);
    expect([byValue.has('a'), byValue.has('b')]).toEqual([true, false]);

    const byPurge = filled().cache;
    byPurge.purge('a');
    expect(byPurge.set('c', 3)).not.toBe(-1);
    expect(byPurge.has('b')).toBe(true);

    const byAge = filled().cache;
    byAge.reconfigure({ ttlMs: 500 });
    expect(byAge.set('c', 3)).not.toBe(-1);
    expect(byAge.stats.evicted).toBe(1);
  });

  test('a lowered bound holds, with or without TTLs', () => {
    const { cache } = filled();
    cache.reconfigure({ maxEntries: 1 });
    expect(cache.size).toBe(1);
    checkIdentities(cache);
  });
});
