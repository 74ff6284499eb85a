import { describe, expect, test } from 'vitest';
import { simulate } from '../../replay/simulate';
import { references, trace, tracesAreHere } from '../../replay/testing/traces';
import { makeCache } from '../testing/make-cache';
import { play } from '../testing/play';
import { slru } from './slru';

test('one more use moves an entry above those inserted later', () => {
  // Four segments of one, from the lowest up: a b c d; e b c d; with e used again b e c d; then f takes b’s place.
  // LRU would evict c next; here f, which was not used again, is evicted before it.
  expect(play('slru', 4, 'abcdeefg')).toMatchObject({ victims: 'abf', next: 'gecd' });
});

test('overflow moves one segment down, as its youngest', () => {
  // a b | c d; b e | c d; b used: e | c d b, one too many: e c | d b.
  expect(play('slru', 4, 'abcdebf', { segments: 2 })).toMatchObject({ victims: 'ae', next: 'cfdb' });
});

test('a new entry enters the lowest segment with room, here the room of a deleted entry', () => {
  expect(play('slru', 4, 'abcd-def')).toMatchObject({ victims: 'a', next: 'fbce' });
  expect(play('slru', 4, 'abcd-ae')).toMatchObject({ victims: '', next: 'ebcd' });
});

test('an entry larger than a segment stays in the lowest, also if it grew', () => {
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
  // a c | b | d, and then b moves up, where both do not fit.
  cache.get('b');
  expect([...cache.nextVictims(9)].map((slot) => cache.keyAt(slot)).join('')).toBe('acdb');
});

describe.runIf(tracesAreHere)('against the reference simulator', () => {
  test('misses equal the reference if four segments divide the capacity without remainder, else no more', () => {
    // With a remainder the reference evicts on a hit although there is room: its lowest segment is bound to a quarter,
    // rounded down. Here the lowest has the remainder, so that sometimes the next request hits where the reference
    // misses.
    for (const row of references().filter(({ policy }) => policy === slru.name)) {
      const run = { policy: slru, capacity: row.size, unit: 'entries', seed: 1 } as const;
      const { misses } = simulate(trace(row.trace), run);
      if (row.size % 4 === 0) expect(misses, `${row.trace}, ${row.size}`).toBe(row.misses);
      else expect(misses, `${row.trace}, ${row.size}`).toBeLessThanOrEqual(row.misses);
    }
  });
});
