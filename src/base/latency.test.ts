import fc from 'fast-check';
import { expect, test } from 'vitest';
import { binOf, HISTOGRAM_BINS, middleOf } from './histogram';
import { latencyOf } from './latency';

const binsOf = (durations: readonly number[]) => {
  const bins = new Float64Array(HISTOGRAM_BINS);
  for (const ms of durations) bins[binOf(ms)] = (bins[binOf(ms)] ?? 0) + 1;
  return bins;
};
/** Returns the nearest-rank percentile of a sorted list in which a failure is infinitely long. */
const naive = (all: readonly number[], share: number) => {
  const sorted = [...all].sort((a, b) => a - b);
  const ms = sorted[Math.max(1, Math.ceil(share * all.length)) - 1];
  return ms === undefined || ms === Number.POSITIVE_INFINITY ? undefined : middleOf(binOf(ms));
};
const durations = fc.array(fc.double({ min: 0.011, max: 1e6, noNaN: true }), { maxLength: 60 });

test('percentiles are those of a sorted list with each failure at its end', () => {
  fc.assert(
    fc.property(durations, fc.nat(60), (answers, failed) => {
      const all = [...answers, ...new Array<number>(failed).fill(Number.POSITIVE_INFINITY)];
      const { count, p50, p99, ofAnswers } = latencyOf(binsOf(answers), failed);
      expect(count).toBe(answers.length);
      expect([p50, p99]).toEqual([naive(all, 0.5), naive(all, 0.99)]);
      expect([ofAnswers?.p50, ofAnswers?.p99]).toEqual([naive(answers, 0.5), naive(answers, 0.99)]);
    }),
  );
});

test('one more failure never shortens a percentile', () => {
  fc.assert(
    fc.property(durations, fc.nat(200), (answers, failed) => {
      const bins = binsOf(answers);
      const [before, after] = [latencyOf(bins, failed), latencyOf(bins, failed + 1)];
      const length = (ms: number | undefined) => ms ?? Number.POSITIVE_INFINITY;
      if (answers.length > 0 || failed > 0) {
        expect(length(after.p50)).toBeGreaterThanOrEqual(length(before.p50));
        expect(length(after.p99)).toBeGreaterThanOrEqual(length(before.p99));
      }
    }),
  );
});

test('if more than half of the requests failed there is no p50, and the answers are summed up separately', () => {
  expect(latencyOf(binsOf([5, 5, 5]), 4)).toMatchObject({ count: 3, failed: 4, p50: undefined });
  expect(latencyOf(binsOf([5, 5, 5]), 3).p50).toBe(middleOf(binOf(5)));
  expect(latencyOf(binsOf([]), 0)).toMatchObject({ p50: undefined, ofAnswers: undefined });
});
