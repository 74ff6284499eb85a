import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Random } from '../../base/random';
import { graceOf } from '../memo-options';
import { memoize } from '../memoize';
import type { Protect } from '../protect';
import { HandClock } from '../testing/hand-clock';
import { checkIdentities } from '../testing/make-cache';

const TTL_MS = 100;
const ms = (max: number) => fc.integer({ min: 1, max });
const maybe = <P>(params: fc.Arbitrary<P>) => fc.oneof(fc.constant<false>(false), params);

const anyProtect: fc.Arbitrary<Protect> = fc.record({
  singleFlight: fc.boolean(),
  leases: fc.boolean(),
  staleWhileRevalidate: maybe(fc.record({ graceMs: ms(150) })),
  staleIfError: maybe(fc.record({ graceMs: ms(150), pauseMs: ms(50) })),
  refreshAhead: maybe(fc.record({ at: fc.constantFrom(0.2, 0.8) })),
  earlyExpiry: maybe(fc.record({ beta: fc.constantFrom(0.5, 1, 10) })),
  negativeCaching: maybe(fc.record({ ttlMs: ms(80), maxEntries: ms(3), errors: fc.boolean() })),
  timeLimits: maybe(fc.record({ softMs: ms(20), hardMs: ms(40), graceMs: ms(150) })),
  retryBudget: maybe(fc.record({ burst: ms(5), attempts: ms(3), backoffMs: fc.constantFrom(0, 5) })),
  scanBypass: maybe(fc.record({ memory: fc.constant(16) })),
  versionedKeys: fc.boolean(),
  aliasing: maybe(fc.record({ by: fc.constantFrom('copy' as const, 'freeze' as const) })),
  valueCheck: maybe(fc.record({ pauseMs: ms(50) })),
});

const keys = ['a', 'b', 'c', 'no'] as const;
const key = fc.constantFrom(...keys);
const calm = [
  { weight: 8, arbitrary: fc.record({ do: fc.constant('ask' as const), key, scan: fc.boolean() }) },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 60 }) }),
  },
] as const;
const step = fc.oneof(
  ...calm,
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('change' as const, 'drop' as const), key }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('purge' as const, 'purge tag' as const), key }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('release' as const, 'clear' as const), key }) },
);
const steps = fc.oneof(
  fc.array(step, { minLength: 30, maxLength: 80 }),
  fc.array(fc.oneof(...calm), { minLength: 30, maxLength: 80 }),
);
/** Outcomes of computations, in turn, repeated. */
const course = fc.array(
  fc.record({ ms: fc.integer({ min: 0, max: 50 }), fails: fc.constantFrom(false, false, false, true) }),
  { minLength: 10, maxLength: 20 },
);

/** Errors of the protections themselves. */
const expected = new Set(['TimeLimitError', 'ValueCheckError']);

/** A value, and the facts that were true when it was read. */
interface Made {
  readonly version: number;
  readonly release: number;
  readonly madeAt: number;
  readonly good: boolean;
}

test('every combination of protections keeps each promise through failures, delays and changes', async () => {
  await fc.assert(
    fc.asyncProperty(anyProtect, steps, course, async (protect, taken, goes) => {
      const clock = new HandClock();
      let release = 0;
      /** Each change is an invalidation too. */
      const versions: { [key: string]: number } = {};
      const running: { [key: string]: number } = {};
      let computed = 0;
      let mostOfOneKey = 0;
      const get = memoize(
        async function (name: string): Promise<Made | undefined> {
          this.declare(name);
          const read = { version: versions[name] ?? 0, release };
          const how = goes[computed++ % goes.length];
          const good = computed % 7 !== 0;
          running[name] = (running[name] ?? 0) + 1;
          mostOfOneKey = Math.max(mostOfOneKey, running[name]);
          await clock.sleep(how?.ms ?? 0);
          running[name]--;
          if (how?.fails) throw new Error('down');
          return name === 'no' ? undefined : { ...read, madeAt: clock.now(), good };
        },
        {
          maxEntries: 3,
          ttlMs: TTL_MS,
          random: new Random(1),
          clock,
          protect,
          version: () => release,
          check: (made) => made?.good ?? true,
        },
      );
      const { memo } = get;
      const { settings, counters } = memo;
      const graceMs = graceOf(settings);
      const seen = new Set<Made>();
      let asked = 0;
      let answered = 0;

      const judge = (made: Made | undefined, before: { version: number; release: number }) => {
        if (made === undefined) return;
        const ageMs = clock.now() - made.madeAt;
        expect(ageMs).toBeLessThan(TTL_MS + graceMs);
        if (settings.leases) expect(made.version).toBeGreaterThanOrEqual(before.version);
        if (settings.versionedKeys) expect(made.release).toBeGreaterThanOrEqual(before.release);
        if (settings.valueCheck !== 'off') expect(made.good).toBe(true);
        if (settings.aliasing !== 'off' && settings.aliasing.by === 'freeze')
          expect(Object.isFrozen(made)).toBe(true);
        if (settings.aliasing !== 'off' && settings.aliasing.by === 'copy')
          expect(seen.has(made)).toBe(false);
        seen.add(made);
      };
      const broken: unknown[] = [];
      const ask = (name: string, scan: boolean) => {
        asked++;
        const before = { version: versions[name] ?? 0, release };
        const askedAt = clock.now();
        (scan ? get.scan : get)(name)
          .catch((error: Error) => {
            if (error.message !== 'down' && !expected.has(error.name)) throw error;
            return undefined;
          })
          .then((made) => {
            answered++;
            judge(made, before);
            const { timeLimits } = settings;
            if (timeLimits !== 'off') expect(clock.now() - askedAt).toBeLessThanOrEqual(timeLimits.hardMs);
          })
          .catch((reason: unknown) => broken.push(reason));
      };
      const change = (name: string) => {
        versions[name] = (versions[name] ?? 0) + 1;
      };

      for (const one of taken) {
        if (one.do === 'ask') ask(one.key, one.scan);
        else if (one.do === 'wait') await clock.pass(one.ms);
        else if (one.do === 'purge') get.purge(one.key);
        else if (one.do === 'purge tag') get.purgeTag(one.key);
        else if (one.do === 'release') release++;
        else if (one.do === 'clear') {
          for (const name of keys) change(name);
          get.clear();
        } else if (one.do === 'change' || settings.versionedKeys) {
          change(one.key);
          get.invalidateTag(one.key);
        } else {
          change(one.key);
          get.invalidate(one.key);
        }
        checkIdentities(memo.cache);
      }
      await clock.pass(1_000);

      expect(broken).toEqual([]);
      expect(answered).toBe(asked);
      const { answers } = counters;
      expect(Object.values(answers).reduce((sum, count) => sum + count, 0)).toBe(asked);
      expect(counters.requests).toBe(asked);
      expect(memo.cache.stats.requests).toBe(asked);
      expect(memo.inFlight).toBe(0);
      expect(counters.started).toBe(counters.fulfilled + counters.failed);
      expect(computed).toBe(counters.started + counters.retries);
      if (settings.staleWhileRevalidate === 'off') expect(answers['stale: revalidating']).toBeUndefined();
      if (settings.staleIfError === 'off') expect(answers['stale: error']).toBeUndefined();
      if (settings.earlyExpiry === 'off') expect(answers['miss: early']).toBeUndefined();
      if (settings.negativeCaching === 'off') expect(answers['hit: negative']).toBeUndefined();
      if (settings.retryBudget === 'off') expect(counters.retries).toBe(0);
      else
        expect(counters.retries).toBeLessThanOrEqual(
          settings.retryBudget.burst + counters.started * settings.retryBudget.share,
        );
      const undisturbed = taken.every((one) => one.do === 'ask' || one.do === 'wait');
      // A miss does not wait for a refresh, which may hang: then two computations run.
      const refreshes = settings.refreshAhead !== 'off' || settings.staleWhileRevalidate !== 'off';
      if (settings.singleFlight && settings.timeLimits === 'off' && undisturbed)
        expect(mostOfOneKey).toBeLessThanOrEqual(refreshes ? 2 : 1);
    }),
    { numRuns: 300 },
  );
});
