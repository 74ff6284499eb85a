import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Readings } from './readings';

const WIDTHS = [10, 100];
const BUCKETS = 4;

test('counts agree with a complete log, over the window or since the last change', () => {
  const happening = fc.record({
    after: fc.integer({ min: 1, max: 15 }),
    what: fc.constantFrom('a', 'b', 'change', 'nothing'),
  });
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 120 }), fc.constantFrom(...WIDTHS), (happenings, width) => {
      const readings = new Readings<{ a: number; group: { b: number } }>(WIDTHS, BUCKETS);
      let total = { a: 0, group: { b: 0 } };
      const log: { readonly at: number; readonly what: 'a' | 'b' }[] = [];
      let changedAt: number | undefined;
      let loggedAtChange = 0;
      let now = 0;
      readings.note(0, () => total);
      for (const { after, what } of happenings) {
        // A bucket is recorded when it begins.
        for (let end = now + after; now < end; ) readings.note(++now, () => total);
        if (what === 'change') {
          readings.change(now, total);
          changedAt = now;
          loggedAtChange = log.length;
        } else if (what !== 'nothing') {
          log.push({ at: now, what });
          total = what === 'a' ? { ...total, a: total.a + 1 } : { ...total, group: { b: total.group.b + 1 } };
        }
        const { from, since, counts } = readings.counted(width, now, total);
        const windowFrom = Math.max(0, (Math.floor(now / width) - BUCKETS + 1) * width);
        const changed = changedAt !== undefined && changedAt >= windowFrom;
        expect(from).toBe(changed ? changedAt : windowFrom);
        expect(since).toBe(changed ? 'change' : windowFrom === 0 ? 'start' : 'window');
        const counted = changed ? log.slice(loggedAtChange) : log.filter(({ at }) => at >= windowFrom);
        const count = (name: 'a' | 'b') => counted.filter((one) => one.what === name).length;
        expect(counts).toEqual({ a: count('a'), group: { b: count('b') } });
      }
    }),
  );
});

test('after a change only later events count', () => {
  const readings = new Readings<{ n: number }>(WIDTHS, BUCKETS);
  readings.note(0, () => ({ n: 0 }));
  readings.change(13, { n: 7 });
  expect(readings.counted(10, 20, { n: 9 })).toEqual({ from: 13, since: 'change', counts: { n: 2 } });
});
