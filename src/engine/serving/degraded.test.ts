import { expect, test } from 'vitest';
import type { Settings } from '../contract/settings';
import { QuietRun } from '../testing/run-at';

const home = { kind: 'recommendations', shopper: 3 } as const;

/** A home whose parts are cached, while every computation of a part fails: only the page itself can be computed. */
async function withoutParts(settings: Partial<Settings>) {
  const quiet = await QuietRun.open({ ttl: 60_000, ...settings });
  const { run } = quiet;
  const { rankings, similarities } = run.layers.of(0).memos;
  const page = () => {
    const slot = rankings.slotOf(run.keys.number({ kind: 'home', shopper: 3 }));
    return slot < 0 ? undefined : run.layers.of(0).caches.rankings.valueAt(slot);
  };
  const counts = () => run.figures.total('rankings', run.layers.stats('rankings'));
  /** From now on similarities cannot be had. */
  const failParts = () => {
    similarities.clear();
    const ask = similarities.ask.bind(similarities);
    similarities.ask = (key, how) => {
      ask(key, how);
      return { status: 'failed', reason: 'remembered', error: new Error('cut off') };
    };
  };
  return { quiet, run, page, counts, failParts };
}

test('a page without its parts is answered and counted, audited, and not kept', async () => {
  const { quiet, run, page, counts, failParts } = await withoutParts({});
  failParts();
  quiet.visit(home);
  expect(page()).toBeUndefined();
  expect(counts()).toMatchObject({ degraded: 1, degradedAudited: 1, degradedWrong: 1, miss: 0, inserted: 0 });
  const line = run.log.since(0, 50).find(({ kind }) => kind === 'degraded');
  expect(line).toMatchObject({ tier: 'rankings', key: 'home of shopper 3' });
  expect(line?.reason).toMatch(/^without \d+ parts?$/);
  quiet.visit(home);
  expect(counts()).toMatchObject({ degraded: 2, fresh: 0, wrong: 0 });
});

test('where that is asked for it is kept for its own time, and a hit on it is wrong or unchecked, never fresh', async () => {
  for (const [auditRate, truth] of [
    [100, 'wrong'],
    [0, 'unchecked'],
  ] as const) {
    const { quiet, run, page, counts, failParts } = await withoutParts({ keepDegraded: 5_000, auditRate });
    failParts();
    quiet.visit(home);
    expect(page()?.missingParts).toBeGreaterThan(0);
    quiet.visit(home);
    expect(counts()).toMatchObject({ degraded: 1, [truth]: 1, fresh: 0, hidden: 0 });
    const rules = run.probes.each.map(({ name, probe }) => [name, probe.state]);
    expect(Object.fromEntries(rules)['failure-tolerant']).not.toBe('failing');
    quiet.pass(5_000);
    expect(page()).toBeUndefined();
  }
});

test('a renewal behind the answers does not put a page without its parts in the place of a whole one', async () => {
  const settings = { keepDegraded: 5_000, invalidation: 'refresh' } as const;
  const { quiet, run, page, failParts } = await withoutParts(settings);
  quiet.visit(home);
  const whole = page();
  expect(whole?.missingParts).toBe(0);
  failParts();
  const before = run.figures.computations;
  quiet.do({ kind: 'setPrice', product: whole?.value.ids[0] ?? 0, cents: 12_345 });
  quiet.pass();
  expect(run.figures.computations).toBeGreaterThan(before);
  expect(page()).toBe(whole);
});

test('one that is kept for a whole TTL would break the rule of failure tolerance', async () => {
  const { quiet, run, failParts } = await withoutParts({});
  const { rankings } = run.layers.of(0).memos;
  const fulfil = rankings.fulfil.bind(rankings);
  rankings.fulfil = (lease, value, about) => fulfil(lease, value, { ...about, keep: true });
  failParts();
  quiet.visit(home);
  const rule = run.probes.each.find(({ name }) => name === 'failure-tolerant')?.probe;
  expect(rule?.state).toBe('failing');
  expect(rule?.book.last[0]?.what).toMatch(/^kept as if it were complete, without \d+ of its inputs$/);
});

test('a drill reports how many were answered without some parts, and the headline how many of those were wrong', async () => {
  const { quiet, run, failParts } = await withoutParts({});
  failParts();
  quiet.do({ kind: 'drill', drill: 'compute-slow' });
  quiet.visit(home);
  expect(run.drillRecords.record('compute-slow')?.during).toMatchObject({
    ended: 1,
    answered: 1,
    degraded: 1,
  });
  expect(run.figures.pageFigures(10_000)).toMatchObject({ degradedAudited: 1, degradedWrong: 1 });
});
