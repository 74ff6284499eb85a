import fc from 'fast-check';
import { expect, test } from 'vitest';
import { markLabels } from './mark-labels';

const marksAt = (...at: number[]) => at.map((one, i) => ({ at: one, number: i + 1 }));

test('marks far enough apart have a label each', () => {
  expect(markLabels(marksAt(0, 20, 60), [0, 100])).toEqual([
    { at: { at: 0, number: 1 }, text: '1' },
    { at: { at: 20, number: 2 }, text: '2' },
    { at: { at: 60, number: 3 }, text: '3' },
  ]);
});

test('marks close together share a label with their range', () => {
  expect(markLabels(marksAt(5, 10, 14, 50), [0, 100])).toEqual([
    { at: { at: 5, number: 1 }, text: '1–3' },
    { at: { at: 50, number: 4 }, text: '4' },
  ]);
  expect(markLabels(marksAt(7, 7), [0, 100]).map(({ text }) => text)).toEqual(['1–2']);
});

test('labels do not overlap, and each mark is in exactly one label', () => {
  const moments = fc.array(fc.nat(1_000), { maxLength: 12 }).map((at) => at.sort((a, b) => a - b));
  fc.assert(
    fc.property(moments, (at) => {
      const labels = markLabels(marksAt(...at), [0, 1_000]);
      const places = labels.map(({ at: mark }) => mark.at);
      for (const [i, place] of places.slice(1).entries())
        expect(place - (places[i] as number)).toBeGreaterThanOrEqual(100);
      const named = labels.flatMap(({ text }) => {
        const [first, last = first] = text.split('–').map(Number) as [number, number?];
        return Array.from({ length: last - first + 1 }, (_, i) => first + i);
      });
      expect(named).toEqual(at.map((_, i) => i + 1));
    }),
  );
});
