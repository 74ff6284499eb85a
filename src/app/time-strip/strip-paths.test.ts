import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type PageOutcome, pageOutcomes } from '../../engine/contract/engine';
import { keyStep, marksPath, stripPaths } from './strip-paths';

const none = { right: 0, stale: 0, unchecked: 0, wrong: 0, degraded: 0, failed: 0 };
const seen = (at: number, totals: Partial<Record<PageOutcome, number>>) => ({
  at,
  pages: { totals: { ...none, ...totals } },
});

/** The area of a path of rectangles `Mx yHx2Vy2HxZ`. */
const areaOf = (path: string): number =>
  [...path.matchAll(/M([\d.]+) ([\d.]+)H([\d.]+)V([\d.]+)H/g)].reduce(
    (sum, [, x, y, x2, y2]) => sum + (Number(x2) - Number(x)) * (Number(y) - Number(y2)),
    0,
  );

test('between two moments the shares of what was got since the first stand one above the other', () => {
  const history = [seen(0, {}), seen(1_000, { right: 30, wrong: 10 }), seen(4_000, { right: 30, wrong: 15 })];
  const paths = stripPaths(history, 4_000);
  expect(paths.right).toBe('M0 100H250V25H0Z');
  expect(paths.wrong).toBe('M0 25H250V0H0ZM250 100H1000V0H250Z');
  expect(paths.failed).toBe('');
});

test('each stretch with requests is filled in whole, by the shares of its own requests', () => {
  const step = fc.record({
    ms: fc.integer({ min: 1, max: 5_000 }),
    got: fc.tuple(...pageOutcomes.map(() => fc.nat(20))),
  });
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 20 }), (steps) => {
      let at = 0;
      const totals = { ...none };
      const history = [seen(0, {})];
      const expected = { ...none };
      const span = steps.reduce((sum, { ms }) => sum + ms, 0);
      for (const { ms, got } of steps) {
        at += ms;
        const requests = got.reduce((sum, n) => sum + n, 0);
        pageOutcomes.forEach((name, i) => {
          totals[name] += got[i] ?? 0;
          if (requests > 0) expected[name] += ((got[i] ?? 0) / requests) * (ms / span) * 100_000;
        });
        history.push(seen(at, totals));
      }
      const paths = stripPaths(history, span);
      for (const name of pageOutcomes)
        expect(Math.abs(areaOf(paths[name]) - expected[name])).toBeLessThan(50);
    }),
  );
});

test('a history that begins later shows what was got before as one stretch', () => {
  expect(stripPaths([seen(2_000, { right: 1 })], 2_000).right).toBe('M0 100H1000V0H0Z');
});

test('marks are lines at their moments; without time there is nothing', () => {
  expect(marksPath([{ at: 0 }, { at: 500 }], 1_000)).toBe('M0 0V100M500 0V100');
  expect(stripPaths([], 0).right).toBe('');
});

test('a key press moves by a power of ten, in a few hundred steps', () => {
  for (const head of [1_000, 60_000, 123_456, 3_600_000]) {
    expect(Math.log10(keyStep(head)) % 1).toBe(0);
    expect(head / keyStep(head)).toBeGreaterThanOrEqual(300);
    expect(head / keyStep(head)).toBeLessThan(3_000);
  }
  expect(keyStep(3)).toBe(1);
});
