import { describe, expect, test } from 'vitest';
import { simulate } from '../../replay/simulate';
import { references, trace, tracesAreHere } from '../../replay/testing/traces';
import { makeCache } from '../testing/make-cache';
import { play } from '../testing/play';
import { slru } from './slru';

test('one use more lifts an entry above those that came later', () => {
  // Four segments of one, from the lowest up: a b c d; e b c d; with e used again b e c d; then f takes b’s place.
  // LRU would let c go next; here f, which nobody used again, goes before it.
  expect(play('slru', 4, 'abcdeefg')).toMatchObject({ victims: 'abf', next: 'gecd' });
});

test('what overflows moves one segment down, as its youngest', () => {
  // a b | c d; b e | c d; b used: e | c d b, one too many: e c | d b.
  expect(play('slru', 4, 'abcdebf', { segments: 2 })).toMatchObject({ victims: 'ae', next: 'cfdb' });
});

test('a newcomer enters the lowest segment that has room: the one that a deletion made', () => {
  expect(play('slru', 4, 'abcd-def')).toMatchObject({ victims: 'a', next: 'fbce' });
  expect(play('slru', 4, 'abcd-ae')).toMatchObject({ victims: '', next: 'ebcd' });
});

test('what is larger than a segment stays in the lowest, also if it grew to that', () => {
  const cache = makeCache<string, number>({
    policy: 'slru',
    maxEntries: 'unbounded',
    maxBytes: 40,
    weigh: (bytes) => bytes,
  });
  for (const key of 'abc') cache.set(key, 10);
  cache.set('c', 12);
  cache.set('d', 8);
  cache.get('c');
  // a c | b | d, and then b moves up, where there is no room for both.
  cache.get('b');
  expect([...cache.nextVictims(9)].map((slot) => cache.keyAt(slot)).join('')).toBe('acdb');
});

describe.runIf(tracesAreHere)('against the reference simulator', () => {
  test('equal where four segments share the capacity without rest, else no worse', () => {
    // With a rest the reference evicts on a hit, while there is room: its lowest segment is bound to a quarter, rounded
    // down. Ours lets the lowest have the rest, so that now and then the next request still finds what would be gone.
    for (const row of references().filter(({ policy }) => policy === slru.name)) {
      const run = { policy: slru, capacity: row.size, unit: 'entries', seed: 1 } as const;
      const { misses } = simulate(trace(row.trace), run);
      if (row.size % 4 === 0) expect(misses, `${row.trace}, ${row.size}`).toBe(row.misses);
      else expect(misses, `${row.trace}, ${row.size}`).toBeLessThanOrEqual(row.misses);
    }
  });
});
