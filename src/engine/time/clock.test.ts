import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Random } from '../../base/random';
import { Clock } from './clock';
import { Recurring, type Turn } from './recurring';

interface TestEvents {
  mark: string;
  turn: Turn;
  'wait for': { readonly ready: boolean };
}

/** A clock whose marks are written down, and may do something more. */
function clockOf(more: (mark: string, clock: Clock<TestEvents>) => void = () => {}) {
  const clock = new Clock<TestEvents>();
  const marks: string[] = [];
  clock.handle(
    {
      mark: (mark) => {
        marks.push(mark);
        more(mark, clock);
      },
      turn: () => {},
      'wait for': () => marks.push('waited'),
    },
    { 'wait for': ({ ready }) => ready },
  );
  return { clock, marks };
}

test('events happen by time, at one time by lane, in one lane as they were planned', () => {
  const plan = fc.record({ wait: fc.nat(5), lane: fc.constantFrom(0 as const, 1 as const) });
  fc.assert(
    fc.property(fc.array(plan, { maxLength: 60 }), fc.nat(6), (plans, until) => {
      const { clock, marks } = clockOf();
      plans.forEach(({ wait, lane }, i) => {
        clock.plan('mark', wait, String(i), lane);
      });
      clock.run(until);
      const expected = plans
        .map((plan, i) => ({ ...plan, i }))
        .filter(({ wait }) => wait <= until)
        .sort((a, b) => a.wait - b.wait || a.lane - b.lane || a.i - b.i);
      expect(marks).toEqual(expected.map(({ i }) => String(i)));
      expect(clock.now).toBe(until);
    }),
  );
});

test('what an event plans for its own moment happens before time goes on', () => {
  const { clock, marks } = clockOf((mark, own) => {
    if (mark === 'first') own.plan('mark', 5, 'planned at 5, for 5');
  });
  clock.plan('mark', 5, 'first');
  clock.plan('mark', 5, 'by hand', 1);
  clock.plan('mark', 6, 'later');
  clock.run(10);
  expect(marks).toEqual(['first', 'planned at 5, for 5', 'by hand', 'later']);
});

test('a stopped run keeps its later events, and time stands at the last one that happened', () => {
  const { clock, marks } = clockOf();
  for (const at of [1, 2, 3, 4]) clock.plan('mark', at, String(at));
  expect(clock.run(10, () => marks.length < 2)).toBe(false);
  expect(clock.now).toBe(2);
  expect(clock.run(10)).toBe(true);
  expect(marks).toHaveLength(4);
});

test('nothing can be planned for the past', () => {
  const { clock } = clockOf();
  clock.run(100);
  expect(() => clock.plan('mark', 99, '')).toThrow('mark at 99 ms cannot be planned at 100 ms');
  expect(() => clock.plan('mark', Number.NaN, '')).toThrow('NaN');
});

test('time does not pass an event that is not ready', () => {
  const { clock, marks } = clockOf();
  const about = { ready: false };
  clock.plan('wait for', 5, about, 2);
  clock.plan('mark', 6, 'after');
  expect(clock.run(10)).toBe(false);
  expect([clock.now, clock.held, marks]).toEqual([0, true, []]);
  about.ready = true;
  expect(clock.held).toBe(false);
  expect(clock.run(10)).toBe(true);
  expect(marks).toEqual(['waited', 'after']);
});

test('a restored clock goes on as the saved one does, as often as it is restored', () => {
  const plan = fc.record({ wait: fc.nat(9), lane: fc.constantFrom(0 as const, 1 as const) });
  fc.assert(
    fc.property(fc.array(plan, { maxLength: 40 }), fc.nat(9), (plans, until) => {
      const { clock, marks } = clockOf();
      plans.forEach(({ wait, lane }, i) => {
        clock.plan('mark', wait, String(i), lane);
      });
      clock.run(until);
      const saved = structuredClone(clock.save());
      const before = marks.length;
      clock.plan('mark', 9, 'new');
      clock.run(10);
      const again = clockOf();
      again.clock.plan('mark', 1, 'from before');
      for (let time = 0; time < 2; time++) {
        again.clock.restore(saved);
        again.marks.length = 0;
        again.clock.plan('mark', 9, 'new');
        again.clock.run(10);
        expect(again.marks).toEqual(marks.slice(before));
      }
    }),
  );
});

test('a Poisson process keeps to its rate, also after the rate was changed, and 0 stops it', () => {
  const clock = new Clock<TestEvents>();
  const random = Random.for(1, 'arrivals');
  let count = 0;
  const arrivals = new Recurring<TestEvents>(clock, 'turn', (perMs) => random.exponential(perMs));
  const turn = (about: Turn) =>
    arrivals.happen(about, () => {
      count++;
    });
  clock.handle({ mark: () => {}, turn, 'wait for': () => {} });
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

test('events that are taken back do not happen; the others keep their order', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(5), { maxLength: 40 }), fc.nat(3), (waits, gone) => {
      const all = clockOf();
      const some = clockOf();
      waits.forEach((wait, i) => {
        all.clock.plan('mark', wait, `${i % 4} ${i}`);
        some.clock.plan('mark', wait, `${i % 4} ${i}`);
      });
      some.clock.cancel('mark', ({ about, at }) => about.startsWith(String(gone)) && at > 2);
      all.clock.run(10);
      some.clock.run(10);
      const left = all.marks.filter(
        (mark) => !(mark.startsWith(String(gone)) && (waits[Number(mark.slice(2))] ?? 0) > 2),
      );
      expect(some.marks).toEqual(left);
    }),
  );
});
