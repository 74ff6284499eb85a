import { expect, test } from 'vitest';
import { Percentiles } from '../base/histogram';
import { Biographies } from './biographies';
import { makeCache } from './testing/make-cache';

function watched(kept?: number) {
  const clock = { ms: 0 };
  const cache = makeCache({ maxEntries: 2, ttlMs: 100 }, clock);
  return { clock, cache, lives: new Biographies(cache, kept) };
}

test('a life has its birth, its hits, what they saved, its end and its reason', () => {
  const { clock, cache, lives } = watched();
  cache.set('a', 1, { costMs: 30 });
  clock.ms = 20;
  cache.get('a');
  cache.get('a');
  clock.ms = 50;
  cache.delete('a');
  expect(lives.of('a')).toEqual({
    key: 'a',
    bornAt: 0,
    diedAt: 50,
    cause: 'invalidated',
    hits: 2,
    savedMs: 60,
    wantedAfterMs: undefined,
  });
});

test('who dies of what, and who was wanted again how soon', () => {
  const { clock, cache, lives } = watched();
  cache.set('a', 1);
  clock.ms = 10;
  cache.set('b', 1);
  cache.set('c', 1); // a is evicted
  clock.ms = 25;
  expect(cache.get('a')).toBeUndefined();
  clock.ms = 40;
  cache.get('a');
  expect(lives.of('a')).toMatchObject({ cause: 'evicted', hits: 0, wantedAfterMs: 15 });
  clock.ms = 200;
  cache.get('b');
  expect(lives.of('b')).toMatchObject({ cause: 'expired', wantedAfterMs: expect.any(Number) });
  expect(lives.unused).toBe(2);
  expect(new Percentiles(lives.lifetimes.evicted).at(0.5)).toBeCloseTo(10, 0);
  expect(new Percentiles(lives.wantedAgain).count).toBe(2);
});

test('only the last so many lives are kept, and nothing is heard after the end', () => {
  const { cache, lives } = watched(3);
  for (const key of 'abcdefg') cache.set(key, 1);
  expect(lives.list().map(({ key }) => key)).toEqual(['c', 'd', 'e']);
  lives.close();
  cache.set('h', 1);
  expect(lives.of('f')).toBeUndefined();
});
