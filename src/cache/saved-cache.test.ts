import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { assert, describe, test } from 'vitest';
import { Random } from '../base/random';
import { ByteBudget } from './byte-budget';
import { type Action, action, names } from './testing/cache-actions';
import { makeCache } from './testing/make-cache';

interface Value {
  readonly bytes: number;
}

/** A cache with a neighbour that may share its bytes, and the victims of both, in order. */
class Bench {
  readonly clock = { ms: 0 };
  readonly victims: string[] = [];
  #shared = false;
  readonly #policy: string;
  readonly #budget = new ByteBudget(120);
  readonly #cache = this.#make('cache');
  readonly #neighbour = this.#make('neighbour');

  constructor(policy: string) {
    this.#policy = policy;
    this.#cache.rememberDepartures();
    this.#cache.reconfigure({ policy, expiry: 'active' });
    this.#neighbour.reconfigure({ policy, maxEntries: 'unbounded', budget: this.#budget });
  }

  act(one: Action): void {
    const cache = this.#cache;
    if (one.do === 'get') cache.get(one.key);
    else if (one.do === 'set') cache.set(one.key, { bytes: one.bytes }, one);
    else if (one.do === 'delete') cache.delete(one.key);
    else if (one.do === 'neighbour sets') this.#neighbour.set(one.key, { bytes: one.bytes });
    else if (one.do === 'invalidate') cache.invalidateTag(one.tag);
    else if (one.do === 'time passes') {
      this.clock.ms += one.ms;
      cache.advance(this.clock.ms);
    } else if (one.do === 'bounds') this.#bound(one.bounds);
    else if (one.do === 'switch') {
      cache.reconfigure({ policy: one.to });
      if (one.andBack) cache.reconfigure({ policy: this.#policy });
    } else cache.clear();
  }

  save() {
    const shared = this.#shared;
    return { shared, ms: this.clock.ms, cache: this.#cache.save(), neighbour: this.#neighbour.save() };
  }

  restore({ shared, ms, cache, neighbour }: ReturnType<Bench['save']>): void {
    this.clock.ms = ms;
    if (shared !== this.#shared) this.#bound(shared ? 'shared' : { maxEntries: 1, maxBytes: 'unbounded' });
    this.#cache.restore(cache);
    this.#neighbour.restore(neighbour);
  }

  #bound(bounds: (Action & { do: 'bounds' })['bounds']): void {
    this.#shared = bounds === 'shared';
    if (bounds === 'shared')
      this.#cache.reconfigure({ maxEntries: 'unbounded', maxBytes: 'unbounded', budget: this.#budget });
    else this.#cache.reconfigure({ ...bounds, budget: 'none' });
  }

  #make(name: string) {
    const random = new Random(7);
    const weigh = (value: Value) => value.bytes;
    const cache = makeCache<number, Value>({ name, random, weigh, jitter: 0.2 }, this.clock);
    cache.onRemoval = (_, key, __, why) => this.victims.push(`${name} ${key} ${why}`);
    return cache;
  }
}

describe.each(names)('%s', (policy) => {
  test('a restored cache behaves as the saved one, however often it is restored', () => {
    const actions = fc.array(action, { minLength: 5, maxLength: 80 });
    fc.assert(
      fc.property(actions, actions, actions, (before, after, elsewhere) => {
        const original = new Bench(policy);
        for (const one of before) original.act(one);
        const saved = original.save();
        const copy = structuredClone(saved);
        original.victims.length = 0;
        for (const one of after) original.act(one);

        const again = new Bench(policy);
        for (const one of elsewhere) again.act(one);
        for (const state of [saved, copy]) {
          again.restore(state);
          again.victims.length = 0;
          for (const one of after) again.act(one);
          // Not with `expect`, which would take most of the time here.
          assert(isDeepStrictEqual(again.victims, original.victims), 'other victims');
          assert(isDeepStrictEqual(again.save(), original.save()), 'another state');
        }
      }),
      { numRuns: 40 },
    );
  });
});
