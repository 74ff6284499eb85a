import { describe, expect, test } from 'vitest';
import { type Setting, settingIds, settings } from './index';

const tableOf = (id: keyof typeof settings) => settings[id] as Setting<unknown>;

describe('what a field says when it refuses a text', () => {
  for (const id of settingIds) {
    const { expects, read } = tableOf(id);
    if (!expects.includes('such as')) continue;
    const [, listed = ''] = /such as (.*?)(?:, from .*)?$/.exec(expects) ?? [];
    test(`${id}: each example is accepted: ${listed}`, () => {
      for (const example of listed.split(', ')) expect(read(example), example).toBeDefined();
    });
  }
});

test('a long count may be typed with a suffix, with separators, or written out', () => {
  const { read } = tableOf('entries');
  for (const text of ['100k', '100K', '100,000', '100 000', '100000', '0.1M'])
    expect(read(text), text).toBe(100_000);
  expect(read('1M')).toBe(1_000_000);
  for (const text of ['1.5M', '100kB', '2.5', '10 thousand', '-1k', ''])
    expect(read(text), text).toBeUndefined();
});

test('minutes are written as min and read as m too, as in older links', () => {
  const { read, write } = tableOf('ttl');
  expect(write(300_000)).toBe('5min');
  expect(read('5m')).toBe(300_000);
});
