import fc from 'fast-check';
import { assert, describe, expect, test } from 'vitest';
import { ByteBudget } from './byte-budget';
import type { Cache } from './cache';
import { type Action, action, names } from './testing/cache-actions';
import { checkIdentities, makeCache } from './testing/make-cache';

interface Value {
  readonly bytes: number;
}

/**
 * A cache and its neighbour, beside a plain list of possible contents: the last value set, until it expired or was
 * removed.
 */
class Trial {
  readonly #policy: string;
  readonly #clock = { ms: 0 };
  readonly #budget = new ByteBudget(120);
  readonly #neighbour: Cache<number, Value>;
  readonly #cache: Cache<number, Value>;
  readonly #current = new Map<number, { value: Value; deadline: number; tags: readonly number[] }>();
  readonly #counted = { requests: 0, hits: 0, sets: 0, refused: 0 };

  constructor(policy: string, expiry: 'lazy' | 'active') {
    const weigh = (value: Value) => value.bytes;
    const shared = { maxEntries: 'unbounded', budget: this.#budget } as const;
    this.#policy = policy;
    this.#cache = makeCache<number, Value>({ policy, maxEntries: 4, expiry, weigh }, this.#clock);
    this.#neighbour = makeCache<number, Value>({ policy, weigh, ...shared }, this.#clock);
  }

  act(one: Action): void {
    const cache = this.#cache;
    const current = this.#current;
    if (one.do === 'get') this.#get(one.key);
    else if (one.do === 'set') this.#set(one);
    else if (one.do === 'delete') {
      cache.delete(one.key);
      current.delete(one.key);
    } else if (one.do === 'neighbour sets') this.#neighbour.set(one.key, { bytes: one.bytes });
    else if (one.do === 'invalidate') {
      cache.invalidateTag(one.tag);
      for (const [carrier, { tags }] of current) if (tags.includes(one.tag)) current.delete(carrier);
    } else if (one.do === 'time passes') {
      this.#clock.ms += one.ms;
      cache.advance(this.#clock.ms);
    } else if (one.do === 'bounds') {
      if (one.bounds === 'shared')
        cache.reconfigure({ maxEntries: 'unbounded', maxBytes: 'unbounded', budget: this.#budget });
      else cache.reconfigure({ ...one.bounds, budget: 'none' });
    } else if (one.do === 'switch') {
      cache.reconfigure({ policy: one.to });
      if (one.andBack) cache.reconfigure({ policy: this.#policy });
    } else {
      cache.clear();
      current.clear();
      assert(cache.size === 0, 'not empty when cleared');
    }
  }

  /** With `assert`, not `expect`, which would take most of the time here. */
  check(): void {
    const cache = this.#cache;
    checkIdentities(cache);
    checkIdentities(this.#neighbour);
    assert(this.#budget.usedBytes <= this.#budget.maxBytes, 'over the budget');
    const { requests, hits, inserted, refused } = cache.stats;
    const { sets } = this.#counted;
    assert(requests === this.#counted.requests && hits === this.#counted.hits, 'requests or hits miscounted');
    assert(inserted + refused === sets && refused === this.#counted.refused, 'sets or refusals miscounted');
    // The order contains each resident once, and its beginning does not depend on the limit.
    const order = cache.nextVictims(cache.slots);
    const listed = new Set(order);
    assert(
      order.length === cache.size && listed.size === cache.size,
      'the order is not one of the residents',
    );
    cache.forEachSlot((slot) => assert(listed.has(slot), 'a resident is not in the order'));
    assert(`${cache.nextVictims(3)}` === `${order.subarray(0, 3)}`, 'the first three are others');
  }

  /** Evicts everything, one by one: no policy hides a resident. */
  drain(): void {
    const cache = this.#cache;
    cache.reconfigure({ maxEntries: 1, maxBytes: 'unbounded', budget: 'none' });
    assert(cache.size <= 1, 'not drained');
    this.check();
  }

  #get(key: number): void {
    const known = this.#current.get(key);
    const alive = known !== undefined && this.#clock.ms < known.deadline ? known.value : undefined;
    const there = this.#cache.has(key);
    const got = this.#cache.get(key);
    assert(got === (there ? alive : undefined), 'not the value last set, or no longer');
    this.#counted.requests++;
    if (got !== undefined) this.#counted.hits++;
  }

  #set({ key, bytes, ttlMs, costMs, tags }: Action & { do: 'set' }): void {
    const value = { bytes };
    const slot = this.#cache.set(key, value, { ttlMs, costMs, tags });
    this.#counted.sets++;
    if (slot === -1) this.#counted.refused++;
    assert(this.#cache.peek(key) === (slot === -1 ? undefined : value), 'set, but not there');
    const deadline = ttlMs === 'never' ? Infinity : this.#clock.ms + ttlMs;
    this.#current.set(key, { value, deadline, tags });
  }
}

describe.each(names)('%s', (policy) => {
  test('keeps bounds, counters and promises under any operations', () => {
    fc.assert(
      fc.property(
        fc.array(action, { minLength: 20, maxLength: 150 }),
        fc.constantFrom<'lazy' | 'active'>('lazy', 'active'),
        (actions, expiry) => {
          const trial = new Trial(policy, expiry);
          for (const one of actions) {
            trial.act(one);
            trial.check();
          }
          trial.drain();
        },
      ),
      { numRuns: 100 },
    );
  });

  test('one entry, and two: the last entry set is resident, or was refused', () => {
    for (const maxEntries of [1, 2]) {
      const cache = makeCache<number, number>({ policy, maxEntries });
      let entered = 0;
      for (let i = 0; i < 200; i++) {
        const key = (i * i) % 7;
        if (cache.get(key) !== undefined) continue;
        if (cache.set(key, i) !== -1) entered++;
        checkIdentities(cache);
      }
      expect(entered).toBeGreaterThan(0);
      expect(cache.size).toBeGreaterThan(0);
    }
  });
});
