import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Pair, splitByTime } from './split';

/** Few users, items and times: most times are tied. */
const pairs = fc
  .uniqueArray(fc.tuple(fc.nat({ max: 7 }), fc.nat({ max: 9 })), {
    minLength: 40,
    selector: (one) => one.join(),
  })
  .chain((both) =>
    fc
      .array(fc.nat({ max: 3 }), { minLength: both.length, maxLength: both.length })
      .map((days) =>
        both.map(([user, item], i): Pair => ({ user: `u${user}`, item: `i${item}`, day: days[i] as number })),
      ),
  );
const shuffled = pairs.chain((all) =>
  fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
);

test('the input order of pairs changes nothing', () => {
  fc.assert(
    fc.property(shuffled, ([all, others]) => {
      expect(splitByTime(others)).toEqual(splitByTime(all));
    }),
    { numRuns: 200 },
  );
});

test('no user’s test is older than their training, with any ties', () => {
  fc.assert(
    fc.property(pairs, (all) => {
      const { train, test: tests } = splitByTime(all);
      const users = [...new Set(all.map(({ user }) => user))].sort();
      const items = [...new Set(all.map(({ item }) => item))].sort();
      fc.pre(tests.length === users.length && train.products === items.length);
      const dayOf = (user: number, item: number) =>
        all.find((pair) => pair.user === users[user] && pair.item === items[item])?.day as number;
      train.shopper.forEach((user, i) => {
        for (const item of tests[user] ?? [])
          expect(dayOf(user, item)).toBeGreaterThanOrEqual(train.day[i] as number);
      });
    }),
    { numRuns: 100 },
  );
});

test('a pair counts as tied when its user has another one at the same time', () => {
  const days = [1, 1, 2, 3, 4];
  const all = Array.from({ length: 5 }, (_, user) =>
    days.map(
      (day, item): Pair => ({ user: `u${user}`, item: `i${item}`, day: user === 0 ? 10 + item : day }),
    ),
  ).flat();
  expect(splitByTime(all).tiedPairs).toBe(8 / 25);
});
