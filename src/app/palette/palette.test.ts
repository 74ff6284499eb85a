import { expect, test } from 'vitest';
import { settingIds } from '../../engine/contract/settings';
import { commands } from '../commands';
import { scenarios } from '../scenarios';
import { paletteEntries, searchPalette } from './palette';

const entries = paletteEntries([
  { path: '', title: 'Live' },
  { path: 'shop', title: 'Shop' },
]);
const found = (query: string) => searchPalette(entries, query).map(({ name }) => name);

test('every setting, scenario, page, hop and command is an entry, under a name of its own', () => {
  const names = entries.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toEqual(
    expect.arrayContaining([
      ...settingIds.map((id) => `setting:${id}`),
      ...scenarios.map(({ id }) => `scenario:${id}`),
      ...commands.filter(({ id }) => id !== 'search').map(({ id }) => `command:${id}`),
      'page:live',
      'page:shop',
      'hop:memo',
    ]),
  );
});

test('an empty search finds everything, in its order', () => {
  expect(found('  ')).toEqual(entries.map(({ name }) => name));
});

test.each([
  // A title that begins with the words comes before one that only contains them.
  ['ttl', 'setting:ttl'],
  ['STALE-if', 'setting:staleIfError'],
  ['jitter', 'setting:networkJitter'],
  ['memo', 'hop:memo'],
  ['stampede', 'scenario:stampede'],
  ['copy link', 'command:copyLink'],
  ['shop', 'page:shop'],
])('%s finds %s first', (query, first) => {
  expect(found(query)[0]).toBe(first);
});

test('every word must be found, in the title or in the place', () => {
  expect(found('outage network')).toEqual(['setting:networkJitter', 'setting:offline']);
  expect(found('ttl zebra')).toEqual([]);
});
