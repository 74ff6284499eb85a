import { expect, test } from 'vitest';
import { defaultSettings, settingIds } from '../../../engine/contract/settings';
import type { JourneyNow } from './hop';
import { hops } from './hops';
import { changedOf, essentialOf, foldsOf, settingsOf } from './setting-hops';

/** A window of ten seconds, with figures that can be counted in the head. */
function moment(change: { settings?: object; compute?: object; pages?: object } = {}): JourneyNow {
  const stage = (counts: object) => ({
    requests: 0,
    fresh: 0,
    stale: 0,
    unchecked: 0,
    wrong: 0,
    hidden: 0,
    miss: 0,
    error: 0,
    ...counts,
  });
  const run = {
    windowMs: 10_000,
    settings: { ...defaultSettings, ...change.settings },
    pages: { requests: 4_000, counts: { right: 3_000, failed: 0 }, ...change.pages },
    stages: {
      rankings: stage({ requests: 4_000, fresh: 3_000, wrong: 400, miss: 500 }),
      weights: stage({ requests: 500, fresh: 400, miss: 100 }),
      similarities: stage({ requests: 1_000, fresh: 800, miss: 200 }),
    },
    tier: { maxEntries: 30_000 },
    tiers: { all: { entries: 123 } },
    compute: { busyCores: 1, cores: 4, queued: 0, ...change.compute },
    store: { queriesPerSecond: 120, changes: 7 },
  };
  const query = { tier: { window: stage({ requests: 50, fresh: 20, stale: 10 }) } };
  return { run, query } as unknown as JourneyNow;
}

const view = (id: string, now: JourneyNow) => {
  const hop = hops.find((one) => one.id === id);
  if (!hop) throw new Error(`no hop ${id}`);
  return hop.view(now);
};

test('each arrow is the traffic that gets so far, per second of the window', () => {
  const now = moment();
  expect(hops.map(({ id }) => [id, view(id, now).onward])).toEqual([
    ['shoppers', 5],
    ['query', 2],
    ['network', 2],
    ['memo', 80],
    ['shared', 80],
    ['compute', 120],
    ['database', 0],
  ]);
  expect(view('shoppers', now).around).toBe(400);
});

test('before the first request nothing flows, and no figure is made up', () => {
  const { run } = moment();
  const now = { run: { ...run, windowMs: 0 }, query: undefined };
  expect(hops.filter(({ id }) => id !== 'compute').map(({ id }) => view(id, now).onward)).toEqual([
    0, 0, 0, 0, 0, 0,
  ]);
  expect(view('query', now)).toEqual({ rings: [], figures: [], onward: 0 });
});

test.each([
  ['network', { settings: { offline: true } }, 'offline'],
  ['network', { settings: { networkErrors: 10 } }, 'failing'],
  ['compute', { settings: { computeErrors: 10 } }, 'failing'],
  ['compute', { compute: { busyCores: 4, queued: 9 } }, 'saturated'],
  ['database', { settings: { storeDown: true } }, 'down'],
  ['shoppers', { pages: { counts: { right: 0, failed: 1_000 } } }, '25.0 % failed'],
])('the state of %s under %j is %s', (id, change, word) => {
  expect(view(id, moment())).not.toHaveProperty('state.alarm', true);
  expect(view(id, moment(change)).state).toEqual({ word, alarm: true });
});

test('offline, nothing of this browser gets to the memo cache', () => {
  expect(view('network', moment({ settings: { offline: true } })).onward).toBe(0);
});

test('every setting is at one hop that is drawn, in view or in one fold', () => {
  const shown = hops.flatMap(({ id }) => [...essentialOf(id), ...foldsOf(id).flatMap(({ ids }) => ids)]);
  expect(shown.toSorted()).toEqual(settingIds.toSorted());
});

test('a hop with settings has two to four of them in view, and no empty fold', () => {
  for (const { id } of hops.filter((one) => settingsOf(one.id).length > 0)) {
    expect(essentialOf(id).length, id).toBeGreaterThanOrEqual(2);
    expect(essentialOf(id).length, id).toBeLessThanOrEqual(4);
    for (const { title, ids } of foldsOf(id)) expect(ids.length, title).toBeGreaterThan(1);
  }
});

test('a setting is changed while it differs from its default', () => {
  expect(changedOf(defaultSettings)).toEqual([]);
  const settings = { ...defaultSettings, ttl: 'never', offline: true } as const;
  expect(changedOf(settings).toSorted()).toEqual(['offline', 'ttl']);
  expect(changedOf(settings, settingsOf('memo'))).toEqual(['ttl']);
});
