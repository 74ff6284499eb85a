import { expect, test } from 'vitest';
import { slowSource } from '../testing/slow-source';

const crowd = async (singleFlight: boolean) => {
  const { get, source, clock } = slowSource({ protect: { singleFlight } });
  const all = Promise.all(Array.from({ length: 100 }, () => get('a')));
  await clock.pass(10);
  return { answers: new Set(await all), computed: source.asked.length };
};

test('off: a hundred concurrent misses compute a hundred times', async () => {
  expect(await crowd(false)).toEqual({ answers: new Set(['a1']), computed: 100 });
});

test('on: a hundred concurrent misses compute once, and all get the value', async () => {
  expect(await crowd(true)).toEqual({ answers: new Set(['a1']), computed: 1 });
});

test('on: different keys do not wait for one another', async () => {
  const { ask, source } = slowSource({ protect: { singleFlight: true } });
  expect(await Promise.all([ask('a'), ask('b')])).toEqual(['a1', 'b1']);
  expect(source.asked).toEqual(['a', 'b']);
});
