import { expect, test } from 'vitest';
import { Random } from '../../base/random';
import { slowSource } from '../testing/slow-source';
import { backoff, RetryBudget } from './retry-budget';

const hiccup = async (retryBudget: boolean) => {
  const { get, clock, source } = slowSource({ protect: { retryBudget } });
  source.down = true;
  const answer = get('a').catch((error: Error) => error.message);
  await clock.pass(10);
  source.down = false;
  await clock.pass(100);
  return { answer: await answer, retries: get.memo.counters.retries, asked: source.asked.length };
};

test('off: one hiccup is a failure; on: it is retried', async () => {
  expect(await hiccup(false)).toEqual({ answer: 'down', retries: 0, asked: 1 });
  expect(await hiccup(true)).toEqual({ answer: 'a1', retries: 1, asked: 2 });
});

test('on: when everything fails, retries stay a share of first attempts', async () => {
  const { get, source, clock } = slowSource({
    protect: { retryBudget: { share: 0.1, burst: 10, attempts: 3, backoffMs: 0 } },
  });
  source.down = true;
  for (let i = 0; i < 200; i++) {
    get(`a${i}`).catch(() => {});
    await clock.pass(30);
  }
  expect(get.memo.counters.failed).toBe(200);
  // 10 saved up, and a tenth of 200, less the part that the full bucket could not take.
  expect(source.asked.length - 200).toBe(29);
});

test('on: one request makes no more attempts than allowed', async () => {
  const { ask, source } = slowSource({ protect: { retryBudget: { attempts: 3, backoffMs: 0 } } });
  source.down = true;
  expect(await ask('a', 30)).toBe('down');
  expect(source.asked).toHaveLength(3);
});

test('on: a retry reads at its own time, not when the first attempt began', async () => {
  const { get, ask, source, clock } = slowSource({
    protect: { retryBudget: { backoffMs: 0 } },
    tags: () => ['known at the end'],
  });
  source.down = true;
  const first = get('a');
  await clock.pass(5);
  source.version = 2;
  get.invalidateTag('known at the end');
  await clock.pass(5);
  source.down = false;
  await clock.pass(10);
  expect(await first).toBe('a2');
  expect(await ask('a', 0)).toBe('a2');
});

test('the longest wait doubles, and no tokens are saved beyond the burst', () => {
  const random = new Random(2);
  for (const attempts of [1, 2, 3]) {
    const waits = Array.from({ length: 1_000 }, () => backoff(50, attempts, random));
    const longest = 50 * 2 ** (attempts - 1);
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...waits)).toBeLessThan(longest);
    expect(Math.max(...waits)).toBeGreaterThan(0.9 * longest);
  }
  const budget = new RetryBudget(1, 2);
  for (let i = 0; i < 9; i++) budget.attempt();
  expect([1, 2, 3].map(() => budget.take())).toEqual([true, true, false]);
});
