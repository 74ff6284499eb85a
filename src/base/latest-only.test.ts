import { expect, test } from 'vitest';
import { latestOnly } from './latest-only';

test('of what is asked for while work is under way, only the last is done, and then more', async () => {
  const done: number[] = [];
  const ask = latestOnly(async (one: number) => {
    await new Promise((later) => setTimeout(later));
    done.push(one);
  });
  await Promise.all([1, 2, 3, 4].map(ask));
  expect(done).toEqual([1, 4]);
  await ask(5);
  expect(done).toEqual([1, 4, 5]);
});

test('work that fails does not stop what comes after it', async () => {
  const done: number[] = [];
  const ask = latestOnly(async (one: number) => {
    if (one === 1) throw new Error('planted');
    done.push(one);
  });
  await expect(ask(1)).rejects.toThrow('planted');
  await ask(2);
  expect(done).toEqual([2]);
});
