import { Random } from '../../../base/random';
import type { Saved } from '../../../base/saved';
import type { Subject, SubjectRows } from '../../../base/testing/saved-contract';
import { among, Cell, oneOf } from '../../../base/testing/subjects';
import type { Lease } from '../../answer';
import { Cache } from '../../cache';
import { Memo } from '../../memo';
import { livePolicies } from '../../registry';

const KEYS = 12;
const policies = livePolicies.map(({ name }) => name);

/** A cache whose parts a test can reach. */
class OpenCache extends Cache<number, string> {
  get parts() {
    return { residents: this.residents, columns: this.columns };
  }
}

/** A memo whose guards a test can reach. */
class OpenMemo extends Memo<number, number> {
  get parts() {
    return { guards: this.guards };
  }
}

function openCache(now: Cell<number>): OpenCache {
  const cache = new OpenCache({
    name: 'test',
    policy: 'lru',
    maxEntries: 4,
    maxBytes: 'unbounded',
    ttlMs: 40,
    jitter: 0.2,
    expiry: 'active',
    clock: () => now.value,
    random: new Random(3),
    weigh: (value) => value.length,
  });
  cache.rememberDepartures();
  return cache;
}

const readOf = (cache: Cache<number, string>): unknown => {
  const entries: unknown[] = [];
  cache.forEachSlot((slot) => {
    const times = [cache.insertedAt(slot), cache.deadlineAt(slot)];
    entries.push([
      slot,
      cache.keyAt(slot),
      cache.valueAt(slot),
      cache.bytesOf(slot),
      cache.costOf(slot),
      ...times,
    ]);
  });
  const { size, bytes, maxEntries, maxBytes, policyName, stats } = cache;
  return [entries, { size, bytes, maxEntries, maxBytes, policyName, stats }, cache.nextVictims(size)];
};

function stepOf(cache: Cache<number, string>, now: Cell<number>, random: Random): unknown {
  const [key, tag] = [random.int(KEYS), random.int(3)];
  const set = () =>
    cache.set(key, 'x'.repeat(1 + random.int(9)), {
      tags: random.int(2) === 0 ? [tag] : undefined,
      costMs: 1 + random.int(5),
      ttlMs: among(random, ['never', 5, 50]),
    });
  return oneOf<unknown>(random, [
    set,
    set,
    set,
    () => cache.get(key),
    () => cache.get(key),
    () => cache.delete(key),
    () => cache.whyMissing(key),
    () => cache.invalidateTag(tag),
    () => cache.purgeTag(tag),
    () => cache.purge(key),
    () => {
      now.value += random.int(20);
      return cache.advance(now.value);
    },
    () => cache.reconfigure({ policy: among(random, policies) }),
    () => cache.reconfigure(among(random, [{ maxEntries: 3 }, { maxEntries: 7 }, { maxBytes: 20 }])),
    () =>
      cache.reconfigure(among(random, [{ ttlMs: 9 }, { graceMs: 30 }, { idleMs: 12 }, { expiry: 'lazy' }])),
    () => random.int(4) === 0 && cache.clear(),
  ]);
}

/** A cache, or one of its parts: then the whole is restored before the part. */
function cacheSubject(partOf?: (cache: OpenCache) => Saved): Subject {
  const now = new Cell(0);
  const cache = openCache(now);
  return {
    part: partOf?.(cache) ?? cache,
    around: partOf ? [now, cache] : [now],
    step: (random) => stepOf(cache, now, random),
    seen: () => readOf(cache),
  };
}

/**
 * All but `valueCheck`: the class of its error is lost where a saved state is copied, as that of any remembered error
 * and value. `saved-memo.test` covers it without such a copy of errors.
 */
const protections = {
  singleFlight: true,
  staleWhileRevalidate: { graceMs: 30 },
  staleIfError: { graceMs: 50, pauseMs: 20 },
  refreshAhead: { at: 0.5 },
  earlyExpiry: { beta: 2 },
  negativeCaching: { ttlMs: 25, maxEntries: 4, errors: true },
  timeLimits: { softMs: 10, hardMs: 20, graceMs: 15 },
  retryBudget: { share: 0.3, burst: 2, attempts: 3, backoffMs: 1 },
  scanBypass: { memory: 16 },
} as const;

/** A memo with all protections, or one of its parts. */
function memoSubject(partOf?: (memo: OpenMemo) => Saved): Subject {
  const now = new Cell(0);
  const cache = new Cache<number, number>({
    name: 'test',
    policy: 'lru',
    maxEntries: 4,
    maxBytes: 'unbounded',
    ttlMs: 40,
    jitter: 0.2,
    expiry: 'lazy',
    clock: () => now.value,
    random: new Random(3),
  });
  const hooks = { isNegative: (value: number) => value % 5 === 0 };
  const memo = new OpenMemo(cache, protections, hooks);
  const end = (lease: Lease<number>, random: Random) =>
    oneOf<unknown>(random, [
      () => memo.fulfil(lease, random.int(99), { tags: [random.int(3)] }),
      () => memo.fulfil(lease, random.int(99)),
      () => memo.fail(lease, new Error('no answer')),
      () => memo.late(lease),
      () => memo.abandon(lease),
      () => memo.reading(lease),
      () => memo.mayRetry(lease, 1),
    ]);
  const plain = ({ status, reason, ...rest }: ReturnType<OpenMemo['ask']>) => [
    status,
    reason,
    'value' in rest && rest.value,
    'lease' in rest && rest.lease.number,
  ];
  return {
    part: partOf?.(memo) ?? memo,
    around: partOf ? [now, cache, memo] : [now, cache],
    step: (random) => {
      const [key, tag] = [random.int(6), random.int(3)];
      const ask = () => plain(memo.ask(key, { scan: random.int(3) === 0 }));
      const endOne = () => {
        const leases = [...memo.leases().values()].sort((a, b) => a.number - b.number);
        return leases.length === 0 ? ask() : end(among(random, leases), random);
      };
      return oneOf<unknown>(random, [
        ask,
        ask,
        endOne,
        endOne,
        () => now.restore(now.value + random.int(20)),
        () => memo.renew(key).number,
        () => memo.invalidateTag(tag),
        () => memo.invalidateKey(key),
        () => memo.purgeKey(key),
        () => memo.put(key, random.int(99)),
        () =>
          memo.reconfigure(among(random, [{ singleFlight: false }, { leases: true }, { scanBypass: 'off' }])),
        () => random.int(4) === 0 && memo.clear(),
      ]);
    },
    seen: () => [memo.counters, memo.settings, memo.inFlight, cache.size, cache.stats, cache.nextVictims(9)],
  };
}

/** Caches and memos, and the parts of them that work only within one. */
export const cacheRows: SubjectRows = {
  Cache: () => cacheSubject(),
  Residents: () => cacheSubject(({ parts }) => parts.residents),
  SlotColumns: () => cacheSubject(({ parts }) => parts.columns),
  Memo: () => memoSubject(),
  Guards: () => memoSubject(({ parts }) => parts.guards),
};
