import { expect, test } from 'vitest';
import type { Snapshot } from '../../engine/contract/engine';
import { nearestMoment, type RunHistory, upTo, withMoment } from './run-history';

const at = (moment: number) => ({ at: moment, events: [1], changes: { lines: [1] } }) as unknown as Snapshot;
const recorded = (count: number): RunHistory =>
  Array.from({ length: count }, (_, i) => at(i)).reduce<RunHistory>(withMoment, []);

test('moments are kept in order of time, without log and feed; what is past already is left out', () => {
  const history = withMoment(withMoment(withMoment([], at(5)), at(3)), at(9));
  expect(history.map((one) => one.at)).toEqual([5, 9]);
  expect(history[0]).toMatchObject({ events: [], changes: { lines: [] } });
  expect(withMoment(history, at(9))).toBe(history);
});

test('of a long run a bounded number stays, spread over all of it, with the last one', () => {
  for (const length of [10, 240, 241, 1_000, 5_000]) {
    const moments = recorded(length).map((one) => one.at);
    expect(moments.length).toBeLessThanOrEqual(240);
    expect(moments[0]).toBe(0);
    expect(moments.at(-1)).toBe(length - 1);
    const widest = Math.max(...moments.slice(1).map((moment, i) => moment - (moments[i] ?? 0)));
    expect(widest).toBeLessThanOrEqual(Math.max(1, (4 * length) / 240));
  }
});

test('the nearest moment and those up to one are found', () => {
  const history = recorded(10);
  expect(nearestMoment(history, 3.4)?.at).toBe(3);
  expect(nearestMoment(history, 100)?.at).toBe(9);
  expect(nearestMoment([], 1)).toBeUndefined();
  expect(upTo(history, 4).map((one) => one.at)).toEqual([0, 1, 2, 3, 4]);
});
