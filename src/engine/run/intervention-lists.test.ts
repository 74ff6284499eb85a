import { expect, test } from 'vitest';
import type { TimedIntervention } from '../contract/engine';
import { without } from './intervention-lists';

const retrainAt = (at: number): TimedIntervention => ({ at, what: { kind: 'retrain' } });

test('each of the others takes away one that is equal, and no more', () => {
  const all = [retrainAt(1), retrainAt(1), retrainAt(2), retrainAt(3)];
  expect(without(all, [retrainAt(1), retrainAt(3), retrainAt(4)])).toEqual([retrainAt(1), retrainAt(2)]);
  expect(without(all, [])).toEqual(all);
  expect(without([], all)).toEqual([]);
});
