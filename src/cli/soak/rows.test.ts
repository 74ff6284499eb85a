import { expect, test } from 'vitest';
import { headLine, rowLine } from './rows';

const round = {
  endedAtMs: 90_000,
  tookMs: 15_000,
  pageHeap: 12_340_000,
  workerHeap: 98_760_000,
  checkpoints: 45_670_000,
  nodes: 4_321,
  frames: 600,
  longTasks: 3,
  longestMs: 87.4,
  requests: 1_234_567,
  entries: 1_500,
  addUp: true,
};

test('a row stands below the heads and tells each figure with its unit', () => {
  expect([headLine, rowLine(round)]).toEqual([
    '     time  page heap  worker heap  checkpoints  DOM nodes  frames/s  long tasks   longest     requests  entries  counters',
    ' 1.50 min    12.3 MB      98.8 MB      45.7 MB      4,321        40           3     87 ms    1,234,567    1,500    add up',
  ]);
});

test('counters that do not add up are told', () => {
  expect(rowLine({ ...round, addUp: false })).toMatch(/ {4}broken$/);
});
