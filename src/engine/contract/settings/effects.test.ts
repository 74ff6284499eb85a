import { expect, test } from 'vitest';
import { totals } from '../../testing/engine-at';
import { effectOf, effects, type Seen } from './effects';
import { defaultSettings, type SettingId, type Settings, settingIds } from './index';

const seen: Seen = { evictions: 0, ignored: [] };
const noteOf = (setting: SettingId, changed: Partial<Settings>, about = seen) =>
  effectOf(setting, { ...defaultSettings, ...changed }, about);

/** Of each reason one case: a setting that has been changed in vain, and where it stands. */
const inVain: readonly (readonly [SettingId, Partial<Settings>, Partial<Settings>?])[] = [
  ['messageDelay', { messageDelay: 5_000 }],
  ['messageLoss', { messageLoss: 50 }],
  ['leases', { leases: false }],
  ['staleWhileRevalidate', { staleWhileRevalidate: 10_000 }, { ttl: 'never' }],
  ['refreshAhead', { refreshAhead: '0.5' }, { ttl: 'never' }],
  ['earlyExpiry', { earlyExpiry: '4' }, { ttl: 'never' }],
  ['expiry', { expiry: 'lazy' }, { ttl: 'never' }],
  ['softLimit', { softLimit: 5 }, { ttl: 'never' }],
  ['staleIfError', { staleIfError: 60_000 }],
  ['negativeCaching', { negativeCaching: 60_000 }],
  ['retryBudget', { retryBudget: '1' }],
  ['aliasing', { aliasing: true }],
  ['deals', { deals: 3_000 }],
  ['policy', { policy: 'fifo' }],
  ['budget', { budget: 'own' }],
  ['updates', { updates: 'minute' }, { purchasesPerMinute: 0 }],
];

for (const [setting, changed, among = {}] of inVain)
  test(`${setting} without effect: it is said, and no counter of the run differs`, async () => {
    expect(noteOf(setting, { ...among, ...changed })).toMatch(/^No effect|^Prices change, figures do not/);
    const [without, with_] = [await totals(among, 12), await totals({ ...among, ...changed }, 12)];
    expect(with_).toEqual(without);
  });

test('every reason that no counter depends on has its case', () => {
  const tried = inVain.map(([setting, changed, among]) => {
    const settings = { ...defaultSettings, ...among, ...changed };
    return effects.find((one) => one.settings.includes(setting) && one.when(settings, seen));
  });
  for (const one of effects.filter(({ inert }) => inert)) expect(tried).toContain(one);
});

test('a setting that has its effect says nothing', () => {
  expect(noteOf('earlyExpiry', { earlyExpiry: '4', ttl: 1_000 })).toBeUndefined();
  expect(noteOf('staleIfError', { staleIfError: 60_000, storeDown: true })).toBeUndefined();
  expect(noteOf('aliasing', { aliasing: true, memoKind: 'sorted-in-place' })).toBeUndefined();
  expect(noteOf('deals', { deals: 3_000, memoKind: 'reads-the-clock' })).toBeUndefined();
  expect(noteOf('leases', { leases: false, invalidation: 'tags' })).toBeUndefined();
  expect(noteOf('policy', { policy: 'fifo' }, { ...seen, evictions: 1 })).toBeUndefined();
});

test('early expiry names how long before the end it renews, where that is hardly anything', () => {
  expect(noteOf('earlyExpiry', { earlyExpiry: '4' })).toContain('about 48 ms (beta × cost)');
  expect(noteOf('earlyExpiry', { earlyExpiry: '4', computeSlowdown: 50 })).toBeUndefined();
});

test('what needs another setting names it; what a naive way does not know says so', () => {
  expect(noteOf('memoKind', { memoKind: 'reads-the-clock' })).toContain('Deal of the hour');
  expect(noteOf('memoKind', { memoKind: 'sorted-in-place', aliasing: true })).toContain('Copy on read');
  expect(noteOf('budget', { budget: 'own' }, { ...seen, evictions: 1 })).toContain('less than a third');
  expect(noteOf('ttl', { ttl: 5_000 }, { ...seen, ignored: ['ttl'] })).toMatch(/^No effect/);
});

test('each control that was once turned without a visible effect and without a word says why', () => {
  const turned: readonly (readonly [SettingId, Partial<Settings>, RegExp])[] = [
    ['earlyExpiry', { earlyExpiry: '4' }, /^Hardly visible/],
    ['budget', { budget: 'own', bytes: 500_000 }, /^No effect yet/],
    ['deals', { deals: 3_000 }, /reads the clock/],
    ['memoKind', { memoKind: 'reads-the-clock' }, /Deal of the hour/],
    ['aliasing', { aliasing: true }, /sorted in place/],
    ['invalidation', { invalidation: 'write-through' }, /not the weights, homes/],
    ['invalidation', { invalidation: 'key' }, /not the weights, homes/],
    ['invalidation', { invalidation: 'versions' }, /not the weights, homes/],
    ['invalidation', { invalidation: 'refresh' }, /two entries at a time/],
  ];
  for (const [setting, changed, says] of turned) expect(noteOf(setting, changed), setting).toMatch(says);
});

test('a model that is set and does not serve says which one does', () => {
  const at = (training: boolean) =>
    noteOf('model', { model: 'ease' }, { ...seen, servedInstead: { label: 'Cosine', training } });
  expect(at(true)).toContain('Cosine serves until the training is over');
  expect(at(false)).toContain('was cancelled');
  expect(noteOf('model', { model: 'ease' })).toBeUndefined();
});

test('at the defaults only the invalidation says which caches it reaches', () => {
  const said = settingIds.filter((id) => noteOf(id, {}) !== undefined);
  expect(said).toEqual(['invalidation']);
  for (const invalidation of ['key', 'tags', 'versions', 'write-through', 'refresh'] as const)
    expect(noteOf('invalidation', { invalidation })).toContain('rankings');
});
