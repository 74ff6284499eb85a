import { expect, test } from 'vitest';
import type { ApiAnswer } from '../contract/engine';
import { engineAt, look } from '../testing/engine-at';
import { RequestQueries, reportOf } from './request-queries';

const use = (statement: string, calls: number, rows: number) => ({ statement, calls, rows, milliseconds: 1 });

test('a statement of one row that ran three times in a request is an N+1; many rows at once are none', () => {
  const asked = new RequestQueries();
  expect(reportOf(asked.save())).toBeUndefined();
  asked.add('weights', [use('profile', 1, 1), use('many products', 3, 90)]);
  asked.add('rankings', [use('one product', 2, 2)]);
  expect(asked.repeated).toEqual([]);
  asked.add('rankings', [use('one product', 1, 0)]);
  expect(asked.repeated).toEqual([{ statement: 'one product', calls: 3 }]);
  expect(reportOf(asked.save())?.uses).toEqual([
    { stage: 'weights', ...use('profile', 1, 1) },
    { stage: 'weights', ...use('many products', 3, 90) },
    { stage: 'rankings', statement: 'one product', calls: 3, rows: 2, milliseconds: 2 },
  ]);
});

/** The first visit of a shopper's home in a run without other traffic, and what the page hears of it. */
async function homeOf(productReads: 'together' | 'each') {
  const { engine } = await engineAt({ productReads, requestsPerSecond: 1, storeLatency: 7, ttl: 'never' });
  const reply = await engine.request({ kind: 'recommendations', shopper: 5 }, 'hand');
  if (!reply.ok) throw new Error(reply.problem.what);
  const { store, events } = await look(engine);
  const line = events.find(({ tier, kind, asked }) => tier === 'rankings' && kind === 'miss' && asked);
  return { answer: reply.value, store, line };
}
const timeInStore = ({ timing }: ApiAnswer) => [timing.queries, timing.storeMs];

test('one query for each product: the same page, an N+1 in the log and in the figures, and its true price in time', async () => {
  const together = await homeOf('together');
  const each = await homeOf('each');
  expect(each.answer.etag).toBe(together.answer.etag);
  const [few = 0] = timeInStore(together.answer);
  const [many = 0] = timeInStore(each.answer);
  expect(few).toBeLessThanOrEqual(6);
  expect(many).toBeGreaterThan(5 * few);
  expect(timeInStore(each.answer)).toEqual([many, 7 * many]);
  expect(each.answer.timing.totalMs - together.answer.timing.totalMs).toBeCloseTo(7 * (many - few));

  expect(together.line?.asked?.repeated).toEqual([]);
  const asked = each.line?.asked;
  expect(asked?.repeated).toMatchObject([{ statement: 'one product' }]);
  expect(asked?.uses.reduce((sum, { calls }) => sum + calls, 0)).toBe(many);
  expect(together.store.statements.every(({ repeats }) => repeats === undefined)).toBe(true);
  const one = each.store.statements.find(({ statement }) => statement === 'one product');
  expect(one).toMatchObject({ purpose: 'read', repeats: { most: asked?.repeated[0]?.calls } });
});

test('a snapshot contains the changes since the last one, in words, and those of one transaction together', async () => {
  const { engine, play } = await engineAt({
    priceChangesPerMinute: 60,
    purchasesPerMinute: 60,
    profileUpdatesPerMinute: 60,
  });
  await play(20_000, 100);
  const first = await look(engine);
  const { lines, missed, next } = first.changes;
  expect(lines.length + missed).toBe(first.store.changes);
  for (const kind of ['price', 'profile', 'purchase', 'stock'] as const)
    expect(lines.some((line) => line.kind === kind)).toBe(true);
  lines.forEach((line, i) => {
    expect(line.subject).not.toMatch(/^(product|shopper) \d/);
    if (line.kind === 'purchase')
      expect(lines[i + 1]).toMatchObject({ kind: 'stock', transaction: line.transaction });
  });
  const again = await engine.snapshot({ seen: 0, changesSeen: next, tier: 'all', bucketMs: 1_000 });
  expect(again.changes).toMatchObject({ lines: [], missed: 0, rewound: false });
  await engine.apply({ kind: 'setPrice', product: 3, cents: 1_234 });
  const later = await engine.snapshot({ seen: 0, changesSeen: next, tier: 'all', bucketMs: 1_000 });
  expect(later.changes.lines.at(-1)).toMatchObject({ kind: 'price', to: 1_234 });
});
