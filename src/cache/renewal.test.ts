import { describe, expect, test } from 'vitest';
import type { Answer, Lease } from './answer';
import { Memo } from './memo';
import { checkIdentities, makeCache } from './testing/make-cache';

const makeMemo = () => {
  const cache = makeCache<string, number>();
  return { cache, memo: new Memo(cache, { singleFlight: true }) };
};

function leaseOf(answer: Answer<string, number>): Lease<string> {
  if (answer.status !== 'miss') throw new Error(`Expected a miss, got ${answer.status}`);
  return answer.lease;
}

describe('renewal', () => {
  test('the old value is served until the new one arrives', () => {
    const { memo, cache } = makeMemo();
    memo.fulfil(leaseOf(memo.ask('a')), 1);
    const lease = memo.renew('a');
    expect(memo.ask('a')).toMatchObject({ status: 'hit', value: 1 });
    memo.fulfil(lease, 2);
    expect(memo.ask('a')).toMatchObject({ status: 'hit', value: 2 });
    expect(cache.stats).toMatchObject({ inserted: 2, replaced: 1 });
    checkIdentities(cache);
  });

  test('requests for the newest value wait for it; others do not', () => {
    const { memo } = makeMemo();
    memo.fulfil(leaseOf(memo.ask('a')), 1);
    expect(memo.ask('a', { newest: true })).toMatchObject({ status: 'hit' });
    const lease = memo.renew('a');
    expect(memo.ask('a', { newest: true })).toMatchObject({ status: 'coalesced', lease });
    expect(memo.ask('a')).toMatchObject({ status: 'hit' });
  });

  test('a computation that began before is not kept, whichever ends first', () => {
    const { memo } = makeMemo();
    const before = leaseOf(memo.ask('a'));
    const after = memo.renew('a');
    memo.fulfil(after, 2);
    expect(memo.fulfil(before, 1)).toBe(-1);
    expect(memo.ask('a')).toMatchObject({ status: 'hit', value: 2 });
  });
});

describe('a value put in without a lease', () => {
  test('replaces the old value and running computations', () => {
    const { memo, cache } = makeMemo();
    const before = leaseOf(memo.ask('a'));
    memo.put('a', 2);
    expect(memo.ask('a')).toMatchObject({ status: 'hit', value: 2 });
    expect(memo.fulfil(before, 1)).toBe(-1);
    memo.put('a', 3);
    expect(memo.ask('a')).toMatchObject({ status: 'hit', value: 3 });
    checkIdentities(cache);
  });
});

describe('a tag that is revoked', () => {
  test('prevents storing values read before, and keeps the entries', () => {
    const { memo, cache } = makeMemo();
    memo.fulfil(leaseOf(memo.ask('a')), 1, { tags: [7] });
    const [declared, silent, other] = ['b', 'c', 'd'].map((key) => leaseOf(memo.ask(key)));
    if (!declared || !silent || !other) throw new Error('Three leases were asked for');
    memo.declare(declared, [7]);
    memo.revokeTag(7);
    expect(memo.fulfil(declared, 2, { tags: [7] })).toBe(-1);
    expect(memo.fulfil(silent, 2, { tags: [7] })).toBe(-1);
    expect(memo.fulfil(other, 2, { tags: [8] })).not.toBe(-1);
    expect(memo.ask('a')).toMatchObject({ status: 'hit', value: 1 });
    checkIdentities(cache);
  });
});
