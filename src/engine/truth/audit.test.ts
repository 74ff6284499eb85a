import { describe, expect, test } from 'vitest';
import type { CacheTruth, Intervention, RunSpec, TierCounters } from '../contract/engine';
import type { Settings } from '../contract/settings';
import { engineAt, look } from '../testing/engine-at';

const quiet = {
  priceChangesPerMinute: 0,
  profileUpdatesPerMinute: 0,
  purchasesPerMinute: 0,
  retrainEvery: 'never',
  requestsPerSecond: 1,
  homeShare: 0,
  categoryShare: 0,
  productShare: 1,
  ttl: 'never',
} as const satisfies Partial<Settings>;
const busy = {
  priceChangesPerMinute: 1_200,
  profileUpdatesPerMinute: 300,
  purchasesPerMinute: 600,
  retrainEvery: 10_000,
  ttl: 5_000,
} as const satisfies Partial<Settings>;

/** A product whose page only the test requests, in the runs by hand. */
const page = { kind: 'product', product: 201 } as const;
const visit: Intervention = { kind: 'visit', page };
const price = (cents: number): Intervention => ({ kind: 'setPrice', product: page.product, cents });

async function byHand(settings: Partial<Settings>, steps: readonly (Intervention | number)[]) {
  const { engine, play } = await engineAt({ ...quiet, ...settings });
  for (const step of steps) {
    if (typeof step === 'number') await play(step, 50);
    else {
      await engine.apply(step);
      await play(100, 50);
    }
  }
  return pick((await engine.report('truth', 1_000)).caches, 'rankings');
}
const pick = (caches: readonly CacheTruth[], name: CacheTruth['cache']): CacheTruth => {
  const found = caches.find(({ cache }) => cache === name);
  if (!found) throw new Error(`No ${name} in the report`);
  return found;
};

describe('an answer by hand', () => {
  test('is wrong from the change on, with its age, its cause, and both lists', async () => {
    const found = await byHand({}, [visit, price(99_999), 2_000, visit]);
    expect(found).toMatchObject({ wrong: 1, stale: 0, unchecked: 0, causes: { price: 1, model: 0 } });
    const [wrong] = found.lastWrong;
    expect(wrong?.ageMs).toBeGreaterThanOrEqual(2_000);
    expect(wrong?.ageMs).toBe(found.oldestMs);
    expect(wrong?.key).toBe('page of product 201');
    expect(wrong?.should[0]?.priceCents).toBe(99_999);
    expect(wrong?.shown[0]?.priceCents).not.toBe(99_999);
    expect(wrong?.shown[0]?.what).toBe(wrong?.should[0]?.what);
  });

  test('is dated by the first change that it missed, not by the last', async () => {
    const found = await byHand({}, [visit, price(500), 3_000, price(99_999), visit]);
    expect(found.oldestMs).toBeGreaterThanOrEqual(3_000);
  });

  test('is called unchecked where it was not audited', async () => {
    const found = await byHand({ auditRate: 0 }, [visit, price(99_999), visit, visit]);
    expect(found).toMatchObject({ wrong: 0, stale: 0, unchecked: 2, lastWrong: [] });
  });
});

describe('a recomputation by hand', () => {
  const none = { expired: 0, invalidated: 0, renewed: 0, repeated: 0 };

  test('is needless when the TTL ended what was still right', async () => {
    const found = await byHand({ ttl: 1_000 }, [visit, 3_000, visit]);
    expect(found.needlessBy).toEqual({ ...none, expired: found.needless });
    expect(found.needless).toBeGreaterThan(0);
  });

  test('is not when the truth had changed', async () => {
    const alone = { ttl: 1_000, requestsPerSecond: 1, productSkew: 1.5 } as const;
    const right = await byHand(alone, [visit, 3_000, visit]);
    const changed = await byHand(alone, [visit, price(99_999), 3_000, visit]);
    expect(changed.needless).toBe(right.needless - 1);
  });

  test('is needless when an invalidation took more than was wrong', async () => {
    const found = await byHand({}, [visit, { kind: 'clear', cache: 'rankings' }, visit]);
    expect(found.needlessBy.invalidated).toBeGreaterThan(0);
    expect(found.needless).toBe(found.needlessBy.invalidated);
  });

  test('is not when the old one had to make room', async () => {
    const found = await byHand({ entries: 1 }, [visit, 5_000, visit, 5_000, visit]);
    expect(found.needless).toBe(0);
  });
});

describe('the audit is off the books', () => {
  const runs = {
    'with a TTL alone': busy,
    'with protections and invalidation': {
      ...busy,
      invalidation: 'key',
      staleWhileRevalidate: 5_000,
      refreshAhead: '0.5',
    },
  } as const satisfies Record<string, Partial<Settings>>;
  test.for(Object.entries(runs))(
    'a run %s has the same counters at audit rates of 0, 10 and 100, but for what was found',
    { timeout: 30_000 },
    async ([, settings]) => {
      const [none, some, all] = await Promise.all(
        [0, 10, 100].map((rate) => counted({ ...settings, auditRate: rate, freshAuditRate: rate })),
      );
      if (!none || !some || !all) throw new Error('three runs were asked for');
      expect(some.others).toEqual(none.others);
      expect(all.others).toEqual(none.others);
      expect(none.total).toMatchObject({ stale: 0, wrong: 0, freshAudited: 0 });
      expect(all.total).toMatchObject({ unchecked: 0, hidden: 0 });
      expect(all.total.freshAudited).toBe(all.total.fresh);
      expect(all.total.wrong).toBeGreaterThan(some.total.wrong);
      const audited = some.total.stale + some.total.wrong;
      const share = audited / (audited + some.total.unchecked);
      expect(share).toBeGreaterThan(0.05);
      expect(share).toBeLessThan(0.15);
    },
  );

  test('the same rate audits the same answers again', async () => {
    const rate = { ...busy, auditRate: 30 };
    expect((await counted(rate)).total).toEqual((await counted(rate)).total);
  });
});

async function counted(settings: Partial<Settings>, interventions: RunSpec['interventions'] = []) {
  const { engine, play } = await engineAt(settings, interventions);
  await engine.setSpeed(10);
  await play(1_500, 50);
  const { tier, requests, store, compute } = await look(engine);
  const { stale, unchecked, wrong, freshAudited, ...total }: TierCounters = tier.total;
  const { queries, rows, changes } = store;
  const { computations } = compute;
  const { entries, bytes, latency } = tier;
  return {
    total: tier.total,
    others: {
      total,
      late: stale + unchecked + wrong,
      requests,
      queries,
      rows,
      changes,
      computations,
      entries,
      bytes,
      latency,
    },
  };
}
