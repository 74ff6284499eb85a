import { expect, test } from 'vitest';
import { Percentiles } from '../base/histogram';
import { RemovalLog } from './removal-log';
import { makeCache } from './testing/make-cache';

function watched(kept?: number) {
  const clock = { ms: 0 };
  const cache = makeCache({ maxEntries: 2, ttlMs: 100 }, clock);
  return { clock, cache, log: new RemovalLog(cache, kept) };
}

test('records insertion, removal, reason, hits and saved time of a removed entry', () => {
  const { clock, cache, log } = watched();
  cache.set('a', 1, { costMs: 30 });
  clock.ms = 20;
  cache.get('a');
  cache.get('a');
  clock.ms = 50;
  cache.delete('a');
  expect(log.of('a')).toEqual({
    key: 'a',
    insertedAt: 0,
    removedAt: 50,
    reason: 'invalidated',
    hits: 2,
    savedMs: 60,
    requestedAfterMs: undefined,
  });
});

test('records the reason of each removal and the time until the next request for the key', () => {
  const { clock, cache, log } = watched();
  cache.set('a', 1);
  clock.ms = 10;
  cache.set('b', 1);
  cache.set('c', 1); // a is evicted
  clock.ms = 25;
  expect(cache.get('a')).toBeUndefined();
  clock.ms = 40;
  cache.get('a');
  expect(log.of('a')).toMatchObject({ reason: 'evicted', hits: 0, requestedAfterMs: 15 });
  clock.ms = 200;
  cache.get('b');
  expect(log.of('b')).toMatchObject({ reason: 'expired', requestedAfterMs: expect.any(Number) });
  expect(log.unused).toBe(2);
  expect(new Percentiles(log.ages.evicted).at(0.5)).toBeCloseTo(10, 0);
  expect(new Percentiles(log.requestedAgain).count).toBe(2);
});

test('keeps the last entries up to the limit, and records nothing after close', () => {
  const { cache, log } = watched(3);
  for (const key of 'abcdefg') cache.set(key, 1);
  expect(log.list().map(({ key }) => key)).toEqual(['c', 'd', 'e']);
  log.close();
  cache.set('h', 1);
  expect(log.of('f')).toBeUndefined();
});
