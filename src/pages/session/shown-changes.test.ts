import { expect, test } from 'vitest';
import type { ChangeLine } from '../../engine/contract/engine';
import { noChanges, withChanges } from './shown-changes';

const lines = (...sequences: number[]): ChangeLine[] =>
  sequences.map((sequence) => ({
    sequence,
    transaction: sequence,
    at: sequence,
    kind: 'price',
    subject: 'a mug',
    from: 1,
    to: 2,
    version: 1,
  }));
const seen = (rewound: boolean, ...sequences: number[]) => ({
  lines: lines(...sequences),
  missed: 0,
  rewound,
  next: { sequence: 0, rewinds: 0 },
});
const shown = (...looks: ReturnType<typeof seen>[]) => {
  const { lines: held, missed } = looks.reduce(withChanges, noChanges);
  return { sequences: held.map(({ sequence }) => sequence), missed };
};

test('the newest lines come first, missed ones are counted, and a repeated one is shown once', () => {
  expect(shown(seen(false, 1, 2), seen(false, 2, 3))).toEqual({ sequences: [3, 2, 1], missed: 0 });
  expect(shown(seen(false, 4, 5), seen(false, 9))).toEqual({ sequences: [9, 5, 4], missed: 6 });
  const full = shown(seen(false, ...Array.from({ length: 100 }, (_, i) => i + 1)));
  expect(full.sequences.length).toBeLessThan(100);
  expect(full.sequences[0]).toBe(100);
});

test('when the store goes back in time, its later lines are removed', () => {
  expect(shown(seen(false, 1, 2, 3), seen(true, 1))).toEqual({ sequences: [1], missed: 0 });
  expect(shown(seen(false, 1, 2, 3), seen(true))).toEqual({ sequences: [], missed: 0 });
});
