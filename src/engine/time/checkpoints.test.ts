import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Checkpoints } from './checkpoints';

const any = () => true;
const at = (moment: number, ownBytes = 10, newValueBytes = 0) => ({
  at: moment,
  state: moment,
  ownBytes,
  valueBytes: newValueBytes,
  newValueBytes,
});

test('the newest usable state at a moment or before it is found, as by looking through all', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.nat(1_000), { maxLength: 30 }),
      fc.nat(1_000),
      fc.integer({ min: 1, max: 3 }),
      (moments, wanted, divisor) => {
        const kept = new Checkpoints<number>(1e9);
        for (const moment of moments) kept.add(at(moment));
        const usable = moments.filter((moment) => moment <= wanted && moment % divisor === 0);
        const found = kept.latest(wanted, ({ state }) => state % divisor === 0);
        expect(found?.state).toBe(usable.length > 0 ? Math.max(...usable) : undefined);
      },
    ),
  );
});

test('the bound of memory holds after each addition, and the newest stays', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 1, max: 400 }), fc.nat(300)), { minLength: 1, maxLength: 40 }),
      (sizes) => {
        const kept = new Checkpoints<number>(1_000);
        sizes.forEach(([own, values], moment) => {
          kept.add(at(moment, own, values));
          expect(kept.bytes).toBeLessThanOrEqual(1_000);
          expect(kept.latest(Infinity, any)?.at).toBe(moment);
        });
      },
    ),
  );
});

test('a single state above the bound is kept: without it there would be no way back', () => {
  const kept = new Checkpoints<number>(100);
  kept.add(at(1, 500));
  expect(kept.moments).toEqual([1]);
  kept.add(at(2, 500));
  expect(kept.moments).toEqual([2]);
});

test('gaps grow with age, and no gap is much wider than the root of its age asks for', () => {
  const kept = new Checkpoints<number>(200);
  for (let second = 1; second <= 3_600; second++) kept.add(at(second));
  const { moments } = kept;
  expect(moments).toHaveLength(20);
  const now = 3_600;
  // 20 gaps that are proportional to the root of the age: age(i) is proportional to the square of i.
  const widest = (2 * now) / 20;
  let before = 0;
  for (const moment of moments) {
    expect(moment - before).toBeLessThanOrEqual(2 * widest * Math.sqrt((now - before) / now) + 1);
    before = moment;
  }
  const gaps = moments.slice(1).map((moment, i) => moment - (moments[i] ?? 0));
  expect(Math.max(...gaps.slice(0, 6))).toBeGreaterThan(3 * Math.max(...gaps.slice(-6)));
});

test('values that only a state that goes and the next one share count for the next one', () => {
  const kept = new Checkpoints<number>(100);
  kept.add({ at: 1, state: 1, ownBytes: 10, valueBytes: 20, newValueBytes: 20 });
  kept.add({ at: 2, state: 2, ownBytes: 10, valueBytes: 30, newValueBytes: 15 });
  expect(kept.bytes).toBe(55);
  kept.add({ at: 3, state: 3, ownBytes: 30, valueBytes: 40, newValueBytes: 20 });
  // 105 is too much. Without the first, the second holds 15 + 20 values of its own, but it has only 30.
  expect(kept.moments).toEqual([2, 3]);
  expect(kept.bytes).toBe(10 + 30 + 30 + 20);
});
