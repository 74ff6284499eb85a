import { beforeEach, expect, test, vi } from 'vitest';
import { inOrder, type Step } from './run';

const step = (name: string, passed: number, failed: number, after?: string) => {
  const run = vi.fn(async () => ({ passed, failed, output: '' }));
  return { name, after, run } satisfies Step;
};

beforeEach(() => {
  vi.spyOn(console, 'log').mockImplementation(() => {});
});

test('adds up the counts of all steps, including those after a failure', async () => {
  expect(await inOrder([step('a', 3, 1), step('b', 2, 0)], [])).toEqual({ passed: 5, failed: 1 });
});

test('a requested step runs with the step that it needs, and no others', async () => {
  const [build, size, other] = [step('build', 1, 0), step('size', 1, 0, 'build'), step('other', 1, 0)];
  expect(await inOrder([build, size, other], ['size'])).toEqual({ passed: 2, failed: 0 });
  expect(other.run).not.toHaveBeenCalled();
});

test('a step with a failed prerequisite is not run, and counts as failed', async () => {
  const [build, size] = [step('build', 0, 1), step('size', 1, 0, 'build')];
  expect(await inOrder([build, size], [])).toEqual({ passed: 0, failed: 2 });
  expect(size.run).not.toHaveBeenCalled();
});

test('a step that throws counts as one failure, and the next one runs', async () => {
  const thrower: Step = { name: 'a', run: () => Promise.reject(new Error('no')) };
  expect(await inOrder([thrower, step('b', 4, 0)], [])).toEqual({ passed: 4, failed: 1 });
});

test('neighbours that may run together do, and every other step begins when the ones before it have ended', async () => {
  const seen: string[] = [];
  const slow = (name: string, together?: true): Step => ({
    name,
    together,
    async run() {
      seen.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve));
      seen.push(`${name} ends`);
      return { passed: 1, failed: 0, output: '' };
    },
  });
  const steps = [slow('a', true), slow('b', true), slow('c'), slow('d', true)];
  expect(await inOrder(steps, [])).toEqual({ passed: 4, failed: 0 });
  expect(seen).toEqual([
    'a begins',
    'b begins',
    'a ends',
    'b ends',
    'c begins',
    'c ends',
    'd begins',
    'd ends',
  ]);
});
