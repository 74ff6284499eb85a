import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Random } from '../../base/random';
import { Clock, Recurring } from './clock';

test('events happen by time, at one time by lane, in one lane as they were planned', () => {
  const plan = fc.record({ wait: fc.nat(5), lane: fc.constantFrom(0 as const, 1 as const) });
  fc.assert(
    fc.property(fc.array(plan, { maxLength: 60 }), fc.nat(6), (plans, until) => {
      const clock = new Clock();
      const happened: number[] = [];
      plans.forEach(({ wait, lane }, i) => {
        clock.at(wait, () => happened.push(i), lane);
      });
      clock.run(until);
      const expected = plans
        .map((plan, i) => ({ ...plan, i }))
        .filter(({ wait }) => wait <= until)
        .sort((a, b) => a.wait - b.wait || a.lane - b.lane || a.i - b.i);
      expect(happened).toEqual(expected.map(({ i }) => i));
      expect(clock.now).toBe(until);
    }),
  );
});

test('what an event plans for its own moment happens before time goes on', () => {
  const clock = new Clock();
  const order: string[] = [];
  clock.at(5, () => {
    order.push('first');
    clock.at(5, () => order.push('planned at 5, for 5'));
  });
  clock.at(5, () => order.push('by hand'), 1);
  clock.at(6, () => order.push('later'));
  clock.run(10);
  expect(order).toEqual(['first', 'planned at 5, for 5', 'by hand', 'later']);
});

test('a run that is told to stop keeps what is left, and time stands at the last event', () => {
  const clock = new Clock();
  let happened = 0;
  for (const at of [1, 2, 3, 4])
    clock.at(at, () => {
      happened++;
    });
  expect(clock.run(10, () => happened < 2)).toBe(false);
  expect(clock.now).toBe(2);
  expect(clock.run(10)).toBe(true);
  expect(happened).toBe(4);
});

test('nothing can be planned for the past', () => {
  const clock = new Clock();
  clock.run(100);
  expect(() => clock.at(99, () => {})).toThrow('An event at 99 ms cannot be planned at 100 ms');
  expect(() => clock.at(Number.NaN, () => {})).toThrow('NaN');
});

test('a Poisson process keeps to its rate, also after the rate was changed, and 0 stops it', () => {
  const clock = new Clock();
  const random = Random.for(1, 'arrivals');
  let count = 0;
  const arrivals = new Recurring(
    clock,
    (perMs) => random.exponential(perMs),
    () => {
      count++;
    },
  );
  const inNext = (ms: number) => {
    const before = count;
    clock.run(clock.now + ms);
    return count - before;
  };
  arrivals.setRate(0.1);
  // Five standard deviations of a Poisson count of 10,000 are 500.
  expect(Math.abs(inNext(100_000) - 10_000)).toBeLessThan(500);
  arrivals.setRate(0.01);
  expect(Math.abs(inNext(100_000) - 1_000)).toBeLessThan(160);
  arrivals.setRate(0);
  expect(inNext(100_000)).toBe(0);
});
