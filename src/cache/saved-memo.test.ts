import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { assert, expect, test } from 'vitest';
import { Random } from '../base/random';
import { Memo } from './memo';
import { protections } from './protections';
import { makeCache } from './testing/make-cache';

const all = {
  singleFlight: true,
  staleWhileRevalidate: { graceMs: 30 },
  staleIfError: { graceMs: 50, pauseMs: 20 },
  refreshAhead: { at: 0.5 },
  earlyExpiry: { beta: 2 },
  negativeCaching: { ttlMs: 25, maxEntries: 4, errors: true },
  timeLimits: { softMs: 10, hardMs: 20, graceMs: 15 },
  retryBudget: { share: 0.3, burst: 2, attempts: 3, backoffMs: 1 },
  scanBypass: { memory: 16 },
  valueCheck: { pauseMs: 15 },
} as const;

const key = fc.nat(5);
const action = fc.oneof(
  fc.record({ do: fc.constant('ask' as const), key, scan: fc.boolean() }),
  fc.record({
    do: fc.constantFrom('fulfil', 'fail', 'late', 'abandon', 'retry', 'reading'),
    which: fc.nat(9),
  }),
  fc.record({ do: fc.constant('renew' as const), key }),
  fc.record({ do: fc.constant('invalidate' as const), tag: fc.nat(2) }),
  fc.record({ do: fc.constant('revoke' as const), key }),
  fc.record({ do: fc.constant('time' as const), ms: fc.nat(20) }),
  fc.record({ do: fc.constant('switch' as const), off: fc.boolean() }),
  fc.constant({ do: 'clear' as const }),
);
type Action = typeof action extends fc.Arbitrary<infer A> ? A : never;

/** A memo with computations that actions end: the running leases, by number. */
class Bench {
  readonly clock = { ms: 0 };
  readonly answers: string[] = [];
  readonly #memo = new Memo<number, number>(
    makeCache<number, number>({ random: new Random(3), ttlMs: 40, jitter: 0.2, maxEntries: 4 }, this.clock),
    all,
    { check: (value) => value % 7 !== 0, isNegative: (value) => value % 5 === 0 },
  );
  #made = 0;

  act(one: Action): void {
    const memo = this.#memo;
    if (one.do === 'ask') this.#tell(memo.ask(one.key, { scan: one.scan }));
    else if (one.do === 'renew') memo.renew(one.key);
    else if (one.do === 'invalidate') memo.invalidateTag(one.tag);
    else if (one.do === 'revoke') memo.revokeKey(one.key);
    else if (one.do === 'time') this.clock.ms += one.ms;
    else if (one.do === 'switch') memo.reconfigure({ singleFlight: one.off, leases: one.off });
    else if (one.do === 'clear') memo.clear();
    else this.#end(one.do, one.which);
  }

  save() {
    return { ms: this.clock.ms, made: this.#made, cache: this.#memo.cache.save(), memo: this.#memo.save() };
  }

  restore({ ms, made, cache, memo }: ReturnType<Bench['save']>): void {
    this.clock.ms = ms;
    this.#made = made;
    this.#memo.cache.restore(cache);
    this.#memo.restore(memo);
  }

  #end(how: string, which: number): void {
    const leases = [...this.#memo.leases().values()].sort((a, b) => a.number - b.number);
    const lease = leases[which % Math.max(1, leases.length)];
    if (!lease) return;
    if (how === 'fulfil')
      this.answers.push(`in ${this.#memo.fulfil(lease, ++this.#made, { tags: [this.#made % 3] })}`);
    else if (how === 'fail') this.answers.push(`failed ${this.#memo.fail(lease, new Error('no'))?.reason}`);
    else if (how === 'late') this.answers.push(`late ${this.#memo.late(lease)?.reason}`);
    else if (how === 'abandon') this.#memo.abandon(lease);
    else if (how === 'retry') this.answers.push(`retry ${this.#memo.mayRetry(lease, 1)}`);
    else this.#memo.reading(lease);
  }

  #tell({ status, reason, ...rest }: ReturnType<Memo<number, number>['ask']>): void {
    const lease = 'lease' in rest ? rest.lease.number : 'none';
    this.answers.push(`${status} ${reason} ${'value' in rest ? rest.value : ''} ${lease}`);
  }
}

test('a restored memo behaves as the saved one, with all protections and running computations', () => {
  const actions = fc.array(action, { minLength: 5, maxLength: 60 });
  fc.assert(
    fc.property(actions, actions, actions, (before, after, elsewhere) => {
      const original = new Bench();
      for (const one of before) original.act(one);
      const saved = original.save();
      const copy = structuredClone(saved);
      original.answers.length = 0;
      for (const one of after) original.act(one);

      const again = new Bench();
      for (const one of elsewhere) again.act(one);
      for (const state of [saved, copy]) {
        again.restore(state);
        again.answers.length = 0;
        for (const one of after) again.act(one);
        assert(isDeepStrictEqual(again.answers, original.answers), 'other answers');
        assert(isDeepStrictEqual(again.save(), original.save()), 'another state');
      }
    }),
    { numRuns: 150 },
  );
});

test('the contract holds with every protection, except those that get values from the engine', () => {
  const untested = ['leases', 'versionedKeys', 'aliasing'];
  expect([...Object.keys(all), ...untested].sort()).toEqual(protections.map(({ name }) => name).sort());
});
