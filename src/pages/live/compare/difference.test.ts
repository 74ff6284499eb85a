import { expect, test } from 'vitest';
import { comparedFigures, differenceText } from './difference';

test('a difference has the unit of its figure and the sign of B less A', () => {
  expect(differenceText('hit-ratio', 0.5, 0.531)).toBe('+3.1 points');
  expect(differenceText('pages-wrong', 0.02, 0.0199)).toBe('less than 0.1 points less');
  expect(differenceText('database-spared', -0.8, -0.6)).toBe('+20.0 points');
  expect(differenceText('latency-p99', 100, 60)).toBe('−40 ms');
  expect(differenceText('bytes', 1_000, 3_001_000)).toBe('+3 MB');
  expect(differenceText('evictions', 12_000, 10_500)).toBe('−1,500');
  expect(differenceText('entries', 7, 7)).toBe('0');
  expect(differenceText('stalest', undefined, 5)).toBe('–');
});

test('figures that both lanes have stand side by side', () => {
  const a = [
    { figure: 'hit-ratio', value: '50 %', raw: 0.5 },
    { figure: 'entries', value: '10', raw: 10 },
    { figure: 'retries', value: '0', raw: 0 },
  ] as const;
  const b = [
    { figure: 'entries', value: '10', raw: 10 },
    { figure: 'hit-ratio', value: '60 %', raw: 0.6 },
  ] as const;
  expect(comparedFigures(a, b)).toEqual([
    { figure: 'hit-ratio', a: '50 %', b: '60 %', difference: '+10.0 points', differs: true },
    { figure: 'entries', a: '10', b: '10', difference: '0', differs: false },
  ]);
});
