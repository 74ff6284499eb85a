import { describe, expect, test } from 'vitest';
import { trainCosine } from '../../recommender/models/cosine';
import { openEmbeddedShop } from '../../store/open';
import { loadStore } from '../../store/store';
import { memoCacheNames, type OfflineAudit, type RunSpec } from '../contract/engine';
import { defaultSettings, type Settings, settings } from '../contract/settings';
import { auditOffline } from '../run/audit-offline';
import { Run } from '../run/run';
import { naiveWays } from '../serving/naive';
import { factsTell } from '../serving/naive/naive-way';
import { engineAt, look } from '../testing/engine-at';
import { OfflineAuditor } from './offline';
import { OfflineTruth } from './offline-truth';
import type { Recorded, RecordingLimits } from './recording';

const everything: RecordingLimits = { notes: 1_000_000, changes: 1_000_000, models: 1_000 };
/** In a minute as many changes as an ordinary shop has in hours. */
const busy: Partial<Settings> = {
  requestsPerSecond: 60,
  priceChangesPerMinute: 400,
  profileUpdatesPerMinute: 120,
  purchasesPerMinute: 240,
  retrainEvery: 10_000,
  ttl: 4_000,
};
const shop = openEmbeddedShop(3, () => 0, { products: 150, shoppers: 60 });
const pristine = async () => (await shop).pristine();

/** Audits the recording of a run. */
async function auditOf(run: Run): Promise<OfflineAudit> {
  const reply = await auditOffline(run, {
    signal: new AbortController().signal,
    onProgress: () => {},
    wallNow: () => 0,
    pause: async () => {},
  });
  if (!reply.ok) throw new Error(reply.problem.what);
  return reply.value;
}

/** A run of so many virtual milliseconds, with the audit of its recording. */
async function audited(
  seed: number,
  change: Partial<Settings>,
  { limits = everything, ms = 11_000, interventions = [] as RunSpec['interventions'] } = {},
) {
  const store = await loadStore(await pristine(), () => 0);
  const model = trainCosine(store.offTheBooks().interactions());
  const spec: RunSpec = {
    seed,
    shop: 'embedded',
    settings: { ...defaultSettings, ...busy, ...change },
    interventions,
  };
  const run = new Run({ spec, store, firstModel: model, wallNow: () => 0, recording: limits });
  run.clock.run(ms);
  return { run, audit: await auditOf(run) };
}

const cacheOf = (audit: OfflineAudit, name: string) => {
  const found = audit.caches.find(({ cache }) => cache === name);
  if (!found) throw new Error(`The audit has no ${name}`);
  return found;
};

const { control } = settings.invalidation;
const strategies =
  control.kind === 'choice' ? control.options.map(({ value }) => value as Settings['invalidation']) : [];

describe('the audit after the fact agrees exactly with the live one', () => {
  test.for(strategies.flatMap((strategy) => [1, 2, 3].map((seed) => [strategy, seed] as const)))(
    'with invalidation %s, seed %i',
    { timeout: 60_000 },
    async ([invalidation, seed]) => {
      const { run, audit } = await audited(seed, { invalidation });
      expect(audit.first).toBeUndefined();
      expect(audit).toMatchObject({ begins: 'run', from: 0, to: 11_000 });
      for (const name of memoCacheNames) {
        const { fresh, stale, wrong, needless } = run.figures.total(name, run.layers.stats(name));
        const counted = { fresh, stale, wrong, needless };
        expect(cacheOf(audit, name)).toMatchObject({ live: counted, offline: counted, undecided: 0 });
      }
      const { offline } = cacheOf(audit, 'rankings');
      expect(offline.fresh).toBeGreaterThan(20);
      expect(offline.needless).toBeGreaterThan(0);
      if (invalidation === 'none') expect(offline.wrong).toBeGreaterThan(20);
    },
  );

  test('with every protection, small caches, visits and changes by hand', { timeout: 60_000 }, async () => {
    const page = { kind: 'recommendations', shopper: 7 } as const;
    const { audit } = await audited(
      4,
      {
        entries: 40,
        expiry: 'lazy',
        singleFlight: false,
        staleWhileRevalidate: 3_000,
        refreshAhead: '0.5',
        earlyExpiry: '4',
        computeErrors: 10,
        staleIfError: 10_000,
        scanBypass: true,
      },
      {
        interventions: [
          { at: 2_000, what: { kind: 'visit', page } },
          { at: 3_000, what: { kind: 'setPrice', product: 5, cents: 4_321 } },
          { at: 3_000, what: { kind: 'setProfile', shopper: 7, likes: [1], thrift: 1 } },
          { at: 3_001, what: { kind: 'visit', page } },
          { at: 5_000, what: { kind: 'clear', cache: 'all' } },
          { at: 6_000, what: { kind: 'retrain' } },
        ],
      },
    );
    expect(audit.first).toBeUndefined();
    expect(audit.differing).toBe(0);
  });

  test.each(naiveWays.filter((way) => factsTell(way)))(
    'memoized with $name',
    { timeout: 60_000 },
    async ({ name }) => {
      const { audit } = await audited(6, { memoKind: name, leases: false });
      expect(audit.first).toBeUndefined();
      expect(audit.caches.map(({ notCovered }) => notCovered)).toEqual([0, 0, 0, 0]);
      expect(cacheOf(audit, 'rankings').live.wrong).toBeGreaterThan(name === 'object-key' ? -1 : 0);
    },
  );

  test('over the last stretch of a longer run, from a checkpoint of the store', {
    timeout: 60_000,
  }, async () => {
    const { run, audit } = await audited(
      5,
      { invalidation: 'key' },
      { limits: { notes: 3_000, changes: 60, models: 9 }, ms: 20_000 },
    );
    expect(run.changes).toBeGreaterThan(200);
    expect(audit).toMatchObject({ begins: 'limit', to: 20_000 });
    expect(audit.from).toBeGreaterThan(5_000);
    expect(audit.differing).toBe(0);
    expect(cacheOf(audit, 'rankings').offline.fresh).toBeGreaterThan(20);
  });
});

test('with one model a stretch the audit begins at a model and agrees all the same', {
  timeout: 60_000,
}, async () => {
  const { audit } = await audited(
    6,
    { retrainEvery: 10_000, updates: 'minute' },
    { limits: { notes: 1_000_000, changes: 1_000_000, models: 1 }, ms: 35_000 },
  );
  expect(audit.from).toBeGreaterThan(20_000);
  expect(audit.differing).toBe(0);
});

test('after a restore the audit covers what came since, says so, and agrees with the live one', async () => {
  const { run } = await audited(4, { invalidation: 'key' }, { ms: 4_000 });
  const saved = run.save();
  run.close();
  const store = await loadStore(await pristine(), () => 0);
  const firstModel = trainCosine(store.offTheBooks().interactions());
  const again = Run.restore(saved, { store, firstModel, wallNow: () => 0 });
  expect(await auditOf(again)).toMatchObject({ notes: 0, from: 4_000, to: 4_000, begins: 'restore' });
  const before = again.figures.total('rankings', again.layers.stats('rankings'));
  again.clock.run(9_000);
  const audit = await auditOf(again);
  expect(audit).toMatchObject({ from: 4_000, to: 9_000, begins: 'restore', differing: 0 });
  const after = again.figures.total('rankings', again.layers.stats('rankings'));
  const { live, offline } = cacheOf(audit, 'rankings');
  // The counters of the run include what came before the restore; those of the audit do not.
  expect(before.fresh).toBeGreaterThan(0);
  expect(live.fresh).toBe(after.fresh - before.fresh);
  expect(offline.fresh).toBe(live.fresh);
  again.close();
});

describe('as the page asks for it', () => {
  test('answers of this browser that count are checked too', async () => {
    const page = { kind: 'product', product: 5 } as const;
    const { engine } = await engineAt({ requestsPerSecond: 1 });
    const answer = await engine.request(page, 'hand');
    if (!answer.ok) throw new Error(answer.problem.what);
    const claim = {
      request: page,
      etag: answer.value.etag,
      versions: answer.value.versions,
      counts: true,
    } as const;
    await engine.judge([claim]);
    await engine.apply({ kind: 'setPrice', product: 5, cents: 99_999 });
    await engine.judge([claim, { ...claim, counts: false }]);
    const reply = await engine.auditRun(() => {});
    if (!reply.ok) throw new Error(reply.problem.what);
    const counts = { fresh: 1, stale: 0, wrong: 1 };
    expect(cacheOf(reply.value, 'query')).toMatchObject({ live: counts, offline: counts });
    expect(reply.value.differing).toBe(0);
  });

  test('it reports its progress, changes nothing, and can be cancelled', async () => {
    const { engine, play } = await engineAt({ ...busy });
    await play(3_000, 50);
    const before = await look(engine);
    const shares: number[] = [];
    expect(await engine.auditRun((share) => shares.push(share))).toMatchObject({ ok: true });
    expect(shares.at(-1)).toBe(1);
    expect(await look(engine)).toEqual(before);
    const cancelled = engine.auditRun(() => {});
    await engine.cancelAudit();
    expect(await cancelled).toMatchObject({ ok: false, problem: { kind: 'cancelled' } });
  });
});

describe('where they cannot agree the audit says so', () => {
  test('answers that were unchecked live are decided, with how many were wrong', {
    timeout: 60_000,
  }, async () => {
    const [all, some] = [await audited(1, {}), await audited(1, { auditRate: 10 })];
    expect(some.audit.differing).toBe(0);
    const { live, offline, uncheckedWrong } = cacheOf(some.audit, 'rankings');
    expect(live.unchecked).toBeGreaterThan(50);
    expect(live.wrong + uncheckedWrong).toBe(offline.wrong);
    expect(offline).toEqual(cacheOf(all.audit, 'rankings').offline);
  });

  test.each(naiveWays.filter((way) => !factsTell(way)))(
    'answers that depend on more than facts are not covered: $name',
    {
      timeout: 60_000,
    },
    async ({ name }) => {
      const cure = { kind: 'set', setting: 'memoKind', value: 'memoize' } as const;
      const { audit } = await audited(
        7,
        { memoKind: name, deals: 3_000 },
        { interventions: [{ at: 6_000, what: cure }] },
      );
      expect(audit.differing).toBe(0);
      const { notCovered, live } = cacheOf(audit, 'rankings');
      expect(notCovered).toBeGreaterThan(20);
      expect(live.fresh).toBeGreaterThan(0);
      expect(cacheOf(audit, 'weights').notCovered).toBe(0);
    },
  );

  test('a verdict that was tampered with is found, with where it stands', { timeout: 60_000 }, async () => {
    const { run } = await audited(1, {});
    const recorded = run.recording.take();
    const at = recorded.notes.findIndex(({ what }) => what.kind === 'served' && what.truth === 'wrong');
    const notes = recorded.notes.map((note, i) =>
      i === at && note.what.kind === 'served'
        ? { ...note, what: { ...note.what, truth: 'fresh' as const } }
        : note,
    );
    const { differing, first } = await check({ ...recorded, notes }, run);
    expect(differing).toBe(1);
    expect(first).toMatchObject({ at: recorded.notes[at]?.at, live: 'fresh', offline: 'wrong' });
  });

  test('a change that was left out of the recording is noticed', async () => {
    const { run } = await audited(1, { priceChangesPerMinute: 6_000 }, { ms: 3_000 });
    const recorded = run.recording.take();
    const fact = recorded.changes.findLast(
      ({ kind, version, sequence }) => kind === 'price' && version > 1 && sequence > 1,
    )?.fact;
    const left = recorded.changes.findIndex((change) => change.fact === fact);
    const changes = recorded.changes.filter((_, i) => i !== left);
    await expect(check({ ...recorded, changes }, run)).rejects.toThrow(/came to version 1; the run had 2/);
  });
});

async function check(recorded: Recorded, run: Run): Promise<OfflineAudit> {
  const truth = new OfflineTruth(await loadStore(await pristine(), () => 0), recorded, run.keys);
  const auditor = new OfflineAuditor(recorded, truth, run);
  while (auditor.step());
  return auditor.result;
}
