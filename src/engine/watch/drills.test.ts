import { expect, test } from 'vitest';
import { QuietRun } from '../testing/run-at';
import { DRILL_MS } from './drills';

const home = (shopper: number) => ({ kind: 'recommendations', shopper }) as const;

test('while the store is down what is held is answered, what is not is refused; before and after all is answered', async () => {
  const quiet = await QuietRun.open();
  const { run } = quiet;
  for (const shopper of [1, 2, 3]) quiet.visit(home(shopper));
  quiet.do({ kind: 'drill', drill: 'store-down' });
  for (const shopper of [1, 2, 3, 4]) quiet.visit(home(shopper));
  expect(run.drillRecords.record('store-down')).toMatchObject({
    phase: 'under way',
    during: { ended: 4, answered: 3 },
  });
  quiet.pass(DRILL_MS);
  expect(run.settings.storeDown, 'afterwards the store is there again').toBe(false);
  quiet.visit(home(4));
  const record = run.drillRecords.record('store-down');
  expect(record).toMatchObject({
    phase: 'recovering',
    before: { ended: 3, answered: 3 },
    during: { ended: 4, answered: 3 },
    after: { ended: 1, answered: 1 },
  });
  expect(record?.during.oldestMs).toBeGreaterThan(record?.before.oldestMs ?? Number.POSITIVE_INFINITY);
  quiet.pass(DRILL_MS);
  expect(run.drillRecords.record('store-down')).toMatchObject({ phase: 'over', leftMs: 0 });
});

test('a drill reports the time left of its faults, then the time left of the recovery', async () => {
  const quiet = await QuietRun.open();
  quiet.do({ kind: 'drill', drill: 'store-down' });
  const record = () => quiet.run.drillRecords.record('store-down');
  expect(record()).toMatchObject({ phase: 'under way', leftMs: DRILL_MS });
  quiet.pass(DRILL_MS - 1_000);
  expect(record()).toMatchObject({ phase: 'under way', leftMs: 1_000 });
  quiet.pass(1_000);
  expect(record()).toMatchObject({ phase: 'recovering', leftMs: DRILL_MS });
  quiet.pass(1_500);
  expect(record()).toMatchObject({ phase: 'recovering', leftMs: DRILL_MS - 1_500 });
});

test('a setting that is changed in a drill stays, and the fault goes', async () => {
  const quiet = await QuietRun.open({ computeSlowdown: 2 });
  const { run } = quiet;
  quiet.do({ kind: 'drill', drill: 'compute-slow' });
  expect(run.settings.computeSlowdown).toBeGreaterThan(2);
  quiet.do({ kind: 'set', setting: 'ttl', value: 5_000 });
  quiet.do({ kind: 'set', setting: 'computeSlowdown', value: 3 });
  expect(run.settings.computeSlowdown, 'the fault of the drill is over it').toBeGreaterThan(3);
  quiet.pass(DRILL_MS);
  expect(run.settings).toMatchObject({ ttl: 5_000, computeSlowdown: 3 });
});

test('another drill ends the one under way, which does not end the other when its own time is over', async () => {
  const quiet = await QuietRun.open();
  const { run } = quiet;
  quiet.do({ kind: 'drill', drill: 'store-down' });
  quiet.pass(DRILL_MS / 2);
  quiet.do({ kind: 'drill', drill: 'compute-failing' });
  expect(run.settings).toMatchObject({ storeDown: false, computeErrors: 100 });
  quiet.pass(DRILL_MS * 0.75);
  expect(run.settings.computeErrors).toBe(100);
  quiet.pass(DRILL_MS * 0.5);
  expect(run.settings.computeErrors).toBe(0);
});
