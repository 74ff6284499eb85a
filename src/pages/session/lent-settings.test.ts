import { expect, test } from 'vitest';
import type { SettingTo } from '../../engine/contract/engine';
import { defaultSettings, type Settings } from '../../engine/contract/settings';
import { naiveWays } from '../../engine/serving/naive';
import { lentInNext, puttingBack, stillLent, withLent } from './lent-settings';

const after = (settings: Settings, changes: readonly SettingTo[]): Settings => ({
  ...settings,
  ...Object.fromEntries(changes.map(({ setting, value }) => [setting, value])),
});

test('after each naive way was tried and cured, the settings from before can be restored', () => {
  const mine: Settings = { ...defaultSettings, cores: 6, priceChangesPerMinute: 7 };
  for (const { name, preset, cureBy } of naiveWays) {
    const trial = [...preset, { setting: 'memoKind' as const, value: name }];
    const tried = after(mine, trial);
    const lent = withLent([], mine, trial);
    const cured = after(tried, [cureBy]);
    const left = stillLent(withLent(lent, tried, [cureBy]), cured);
    expect(after(cured, puttingBack(left)), name).toEqual(mine);
    for (const { setting, value } of left) expect(cured[setting], name).toBe(value);
  }
});

test('the stale-set race leaves cores, slowdown and price changes behind, and says so', () => {
  const way = naiveWays.find(({ name }) => name === 'read-then-write');
  if (!way) throw new Error('There is no such way');
  const tried = after(defaultSettings, way.preset);
  const lent = withLent(withLent([], defaultSettings, way.preset), tried, [way.cureBy]);
  const left = stillLent(lent, after(tried, [way.cureBy])).map(({ setting }) => setting);
  expect(left).toEqual(['invalidation', 'priceChangesPerMinute', 'computeSlowdown', 'cores']);
});

test('after two trials in a row the values from before the first one are kept', () => {
  const first = withLent([], defaultSettings, [{ setting: 'cores', value: 64 }]);
  const settings = { ...defaultSettings, cores: 64 };
  const second = withLent(first, settings, [{ setting: 'cores', value: 32 }]);
  expect(puttingBack(second)).toEqual([{ setting: 'cores', value: defaultSettings.cores }]);
});

test('a setting that the person changed meanwhile is not restored', () => {
  const lent = withLent([], defaultSettings, [
    { setting: 'cores', value: 64 },
    { setting: 'computeSlowdown', value: 50 },
  ]);
  const now = { ...defaultSettings, cores: 2, computeSlowdown: 50 };
  expect(stillLent(lent, now).map(({ setting }) => setting)).toEqual(['computeSlowdown']);
});

test('a reset keeps the restorable settings; a new run has none', () => {
  const lent = withLent([], defaultSettings, [{ setting: 'cores', value: 64 }]);
  const tried = { ...defaultSettings, cores: 64 };
  expect(lentInNext(lent, tried, { ...tried })).toEqual(lent);
  expect(lentInNext(lent, tried, { ...tried, ttl: 5_000 })).toEqual([]);
});
