import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answer, Lease } from './answer';
import { Memo } from './memo';
import { checkIdentities, type FakeClock, makeCache } from './testing/make-cache';

function makeMemo(options: { singleFlight?: boolean; ttlMs?: number; clock?: FakeClock } = {}) {
  const { singleFlight = true, ttlMs = 100, clock = { ms: 0 } } = options;
  const cache = makeCache<string, number>({ ttlMs }, clock);
  return { cache, clock, memo: new Memo(cache, { singleFlight }) };
}

function leaseOf(answer: Answer<string, number>): Lease<string> {
  if (answer.status !== 'miss') throw new Error(`Expected a miss, got ${answer.status}`);
  return answer.lease;
}

describe('single-flight', () => {
  test('concurrent requests for one key share one lease', () => {
    const { memo, cache } = makeMemo();
    const lease = leaseOf(memo.ask('a'));
    for (let i = 0; i < 9; i++) {
      const answer = memo.ask('a');
      expect(answer).toMatchObject({ status: 'coalesced', reason: 'in-flight' });
      expect(answer.status === 'coalesced' && answer.lease).toBe(lease);
    }
    expect(memo.inFlight).toBe(1);
    memo.fulfil(lease, 5);
    expect(memo.ask('a')).toMatchObject({ status: 'hit', value: 5 });
    expect(cache.stats).toMatchObject({ requests: 11, hits: 1, misses: 10, coalesced: 9, inserted: 1 });
    expect(memo.counters.started).toBe(1);
  });

  test('without it each computes', () => {
    const { memo, cache } = makeMemo({ singleFlight: false });
    const leases = [1, 2, 3].map(() => leaseOf(memo.ask('a')));
    expect(memo.inFlight).toBe(3);
    for (const lease of leases) memo.fulfil(lease, 1);
    expect(memo.inFlight).toBe(0);
    expect(cache.stats).toMatchObject({ inserted: 3, replaced: 2, coalesced: 0 });
  });

  test('after a failure the next request computes again, with the reason', () => {
    const { memo } = makeMemo();
    memo.fail(leaseOf(memo.ask('a')), new Error('down'));
    expect(memo.ask('a')).toMatchObject({ status: 'miss', reason: 'failed' });
  });

  test('a lease ends once', () => {
    const { memo } = makeMemo();
    const lease = leaseOf(memo.ask('a'));
    memo.fulfil(lease, 1);
    expect(() => memo.fulfil(lease, 2)).toThrow('has ended');
    expect(() => memo.fail(lease, 'no')).toThrow('has ended');
  });
});

describe('the stale-set race: a fact changes during the computation that read it', () => {
  const invalidations: Record<string, (memo: Memo<string, number>) => void> = {
    'by key': (memo) => memo.invalidateKey('a'),
    'by tag': (memo) => memo.invalidateTag(3),
    'all of it': (memo) => memo.clear(),
  };
  test.each(Object.entries(invalidations))('invalidated %s, it is not stored', (_, invalidate) => {
    const { memo, cache } = makeMemo();
    const lease = leaseOf(memo.ask('a'));
    invalidate(memo);
    expect(memo.fulfil(lease, 1, { tags: [3] })).toBe(-1);
    expect(lease.revoked).toBe(true);
    expect(cache.size).toBe(0);
    expect(cache.stats.refused).toBe(1);
    expect(memo.counters.revoked).toBe(1);
  });

  test('another tag has no effect', () => {
    const { memo } = makeMemo();
    const lease = leaseOf(memo.ask('a'));
    memo.invalidateTag(4);
    expect(memo.fulfil(lease, 1, { tags: [3] })).not.toBe(-1);
    expect(memo.ask('a')).toMatchObject({ status: 'hit' });
  });

  test('no request joins a computation that is already out of date', () => {
    const { memo } = makeMemo();
    const old = leaseOf(memo.ask('a'));
    memo.declare(old, [3]);
    memo.invalidateTag(3);
    expect(old.revoked).toBe(true);
    const fresh = leaseOf(memo.ask('a'));
    memo.fulfil(fresh, 2, { tags: [3] });
    memo.fulfil(old, 1, { tags: [3] });
    expect(memo.ask('a')).toMatchObject({ status: 'hit', value: 2 });
  });
});

test('misses have reasons: cold, expired, evicted, invalidated', () => {
  const { memo, clock } = makeMemo();
  const reasonOf = (key: string) => {
    const answer = memo.ask(key);
    if (answer.status === 'miss') memo.fulfil(answer.lease, 1);
    return answer.reason;
  };
  expect(reasonOf('a')).toBe('cold');
  expect(reasonOf('a')).toBe('fresh');
  clock.ms = 100;
  expect(reasonOf('a')).toBe('expired');
  for (const key of 'bcde') reasonOf(key);
  expect(reasonOf('a')).toBe('evicted');
  memo.invalidateKey('a');
  expect(reasonOf('a')).toBe('invalidated');
  memo.clear();
  expect(reasonOf('a')).toBe('invalidated');
});

test('under any operations the answers sum to the counters and nothing stale is stored', () => {
  const key = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.record({ do: fc.constant('ask' as const), key }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('fulfil' as const), pick: fc.nat() }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('fail' as const), pick: fc.nat() }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('key' as const), key }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('change' as const), fact: fc.nat({ max: 2 }) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.nat({ max: 60 }) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('mode' as const), on: fc.boolean() }) },
  );
  fc.assert(
    fc.property(fc.array(step, { minLength: 50, maxLength: 150 }), (steps) => {
      const { memo, cache, clock } = makeMemo();
      /** Versions of three facts; every key depends on two of them, read when its lease begins. */
      const versions = [0, 0, 0];
      const factsOf = (one: string) => [one.charCodeAt(0) % 3, (one.charCodeAt(0) + 1) % 3];
      const valueNow = (one: string) =>
        factsOf(one).reduce((sum, fact) => sum * 1000 + (versions[fact] ?? 0), 1);
      const open: { lease: Lease<string>; value: number }[] = [];
      for (const one of steps) {
        if (one.do === 'ask') {
          const answer = memo.ask(one.key);
          if (answer.status === 'miss') open.push({ lease: answer.lease, value: valueNow(one.key) });
          if (answer.status === 'hit') expect(answer.value).toBe(valueNow(one.key));
        } else if (one.do === 'fulfil' || one.do === 'fail') {
          const [ended] = open.splice(one.pick % Math.max(1, open.length), 1);
          if (!ended) continue;
          if (one.do === 'fail') memo.fail(ended.lease, 'no');
          else memo.fulfil(ended.lease, ended.value, { tags: factsOf(ended.lease.key) });
        } else if (one.do === 'key') memo.invalidateKey(one.key);
        else if (one.do === 'change') {
          versions[one.fact] = (versions[one.fact] ?? 0) + 1;
          memo.invalidateTag(one.fact);
        } else if (one.do === 'wait') clock.ms += one.ms;
        else memo.reconfigure({ singleFlight: one.on });
        checkIdentities(cache);
        const { requests, answers } = memo.counters;
        expect(Object.values(answers).reduce((sum, count) => sum + count, 0)).toBe(requests);
        expect(requests).toBe(cache.stats.requests);
        expect(memo.counters.started).toBe(memo.counters.fulfilled + memo.counters.failed + open.length);
      }
    }),
    { numRuns: 300 },
  );
});

test('a value that is not to be kept is returned to its callers, and an entry of its key stays', () => {
  const { memo, cache } = makeMemo();
  expect(memo.fulfil(leaseOf(memo.ask('a')), 1, { keep: false })).toBe(-1);
  expect(memo.ask('a')).toMatchObject({ status: 'miss', reason: 'refused' });
  memo.put('b', 7);
  expect(memo.fulfil(memo.renew('b'), 8, { keep: false })).toBe(-1);
  expect(memo.ask('b')).toMatchObject({ status: 'hit', value: 7 });
  expect(cache.stats).toMatchObject({ inserted: 1, refused: 2, replaced: 0 });
});
