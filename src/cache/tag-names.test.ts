import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Random } from '../base/random';
import { memoize } from './memoize';
import { TagNames } from './tag-names';
import { HandClock } from './testing/hand-clock';

test('ten entries at most, each with its own tag: memory is bounded by the entries', async () => {
  const get = memoize(
    async function (id: number) {
      this.declare(`product ${id}`);
      return id;
    },
    { maxEntries: 10, ttlMs: 60_000, random: new Random(1), clock: new HandClock() },
  );
  for (let id = 0; id < 20_000; id++) await get(id);
  expect(get.memo.cache.size).toBe(10);
  // At least 1,024 names are kept; the columns grow by doubling.
  expect(get.memo.cache.tagPlaces).toBeLessThanOrEqual(4_096);
  expect(get.invalidateTag('product 19999')).toBe(1);
  expect(get.invalidateTag('product 3')).toBe(0);
  expect(get.memo.cache.has('[19999]')).toBe(false);
  expect(get.memo.cache.has('[19998]')).toBe(true);
});

test('tags that are only invalidated take no memory', () => {
  const get = memoize(() => 1, { maxEntries: 10, ttlMs: 60_000, random: new Random(1) });
  for (let i = 0; i < 20_000; i++) expect(get.invalidateTag(`unknown ${i}`)).toBe(0);
  expect(get.memo.cache.tagPlaces).toBeLessThanOrEqual(4_096);
});

test('a name keeps its number while a list contains it, and numbers in use stay dense', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ add: fc.nat(2_000), drop: fc.double({ min: 0, max: 1, noNaN: true }) }), {
        minLength: 1,
        maxLength: 8,
      }),
      fc.integer(),
      (rounds, seed) => {
        const random = new Random(seed);
        const held = new Map<string, number>();
        const names = new TagNames({
          forEachTagList: (visit) => visit([...held.values()]),
          openTag: () => {},
          forgetTags: () => {},
        });
        let fresh = 0;
        let most = 0;
        for (const { add, drop } of rounds) {
          for (const name of [...held.keys()]) if (random.next() < drop) held.delete(name);
          for (let i = 0; i < add; i++) {
            const name = `tag ${fresh++}`;
            held.set(name, names.numberOf(name));
          }
          names.tidy();
          most = Math.max(most, held.size);
          expect([...held].filter(([name, number]) => names.numberOf(name) !== number)).toEqual([]);
          expect(new Set(held.values()).size).toBe(held.size);
          expect(names.size).toBeLessThanOrEqual(Math.max(1_024, 2 * most));
        }
      },
    ),
    { numRuns: 30 },
  );
});

test('a tag forgotten during a computation counts as changed when the computation declares it', async () => {
  const clock = new HandClock();
  let price = 100;
  const get = memoize(
    async function (part: number) {
      const read = price;
      if (part === 0) await clock.sleep(10); // the price is declared late, long after it was read
      this.declare(part === 0 ? 'price' : `part ${part}`);
      return read;
    },
    { maxEntries: 4, ttlMs: 60_000, random: new Random(1), clock },
  );
  const old = get(0);
  await clock.pass(5);
  price = 200;
  get.invalidateTag('price');
  for (let part = 1; part < 3_000; part++) await get(part);
  await clock.pass(5);
  expect(await old).toBe(100);
  const next = get(0);
  await clock.pass(10);
  expect(await next).toBe(200);
  expect(get.memo.cache.has('[0]')).toBe(true);
});

test('reused numbers never admit an outdated value or remove a valid one', async () => {
  const tags = (id: number, round: number) =>
    Array.from({ length: 300 }, (_, i) => `${id % 7} ${round}:${i}`);
  const step = fc.oneof(
    { weight: 5, arbitrary: fc.record({ do: fc.constant('ask' as const), id: fc.nat(12) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('change' as const), id: fc.nat(12) }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), id: fc.nat(20) }) },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 60 }), async (steps) => {
      const clock = new HandClock();
      const versions = new Map<string, number>();
      const versionOf = (id: number) => versions.get(`${id % 7}`) ?? 0;
      let round = 0;
      const get = memoize(
        async function (id: number) {
          const version = versionOf(id);
          await clock.sleep(5 + (id % 5));
          // The tags are declared late, and most are never used again.
          this.declare(`fact ${id % 7}`, ...tags(id, round++));
          await clock.sleep(id % 3);
          return version;
        },
        { maxEntries: 4, ttlMs: 200, random: new Random(1), clock, protect: { singleFlight: true } },
      );
      for (const one of steps) {
        if (one.do === 'wait') await clock.pass(one.id);
        else if (one.do === 'change') {
          const fact = `${one.id % 7}`;
          versions.set(fact, (versions.get(fact) ?? 0) + 1);
          get.invalidateTag(`fact ${fact}`);
        } else {
          const asked = versionOf(one.id);
          const hit = get.memo.slotOf(`[${one.id}]`) >= 0;
          const answer = get(one.id).then((version) =>
            expect(version).toBeGreaterThanOrEqual(hit ? asked : 0),
          );
          if (hit) await answer;
          else answer.catch(() => {});
        }
      }
      await clock.pass(400); // all have ended, and their values have expired
      // Without further changes a second request is a hit.
      const [version] = await Promise.all([get(3), clock.pass(20)]);
      expect(version).toBe(versionOf(3));
      expect(get.memo.slotOf('[3]')).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 40 },
  );
});
