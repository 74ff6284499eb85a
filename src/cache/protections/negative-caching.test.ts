import { expect, test } from 'vitest';
import { slowSource } from '../testing/slow-source';

test('off: what is not there, or fails, is asked for each time', async () => {
  const { ask, source } = slowSource();
  // undefined is a value like another to the cache; a failure is none.
  source.down = true;
  for (let i = 0; i < 3; i++) expect(await ask('a')).toBe('down');
  expect(source.asked).toHaveLength(3);
});

test('off: a flood of keys that lead nowhere drives out what is there; on: it does not', async () => {
  const computedAgain = async (negativeCaching: boolean) => {
    const { ask, source } = slowSource({ protect: { negativeCaching } });
    await ask('a');
    for (let i = 0; i < 50; i++) expect(await ask(`no${i}`)).toBe('undefined');
    expect(await ask('a')).toBe('a1');
    return source.asked.length - 51;
  };
  expect(await computedAgain(false)).toBe(1);
  expect(await computedAgain(true)).toBe(0);
});

test('on: that there is nothing is remembered for a time of its own, or until it is invalidated', async () => {
  const { get, ask, source, clock } = slowSource({ protect: { negativeCaching: { ttlMs: 100 } } });
  for (let i = 0; i < 3; i++) await ask('no');
  expect(source.asked).toHaveLength(1);
  await clock.pass(100);
  await ask('no');
  expect(source.asked).toHaveLength(2);
  get.invalidateTag('fact no');
  await ask('no');
  expect(source.asked).toHaveLength(3);
  expect(get.invalidate('no')).toBe(true);
  await ask('no');
  expect(source.asked).toHaveLength(4);
});

test('on with errors: a failure is remembered, also where a value past its time lies', async () => {
  const { get, ask, source, clock } = slowSource({
    // The limits keep the dead value; nobody serves it for a failure.
    protect: { negativeCaching: { ttlMs: 100, errors: true }, timeLimits: true },
  });
  await ask('a');
  await clock.pass(1_000);
  source.down = true;
  for (let i = 0; i < 3; i++) expect(await ask('a')).toBe('down');
  expect(source.asked).toEqual(['a', 'a']);
  expect(get.memo.counters.answers['failed: remembered']).toBe(2);
  await clock.pass(100);
  source.down = false;
  expect(await ask('a')).toBe('a1');
});

test('on with errors: a failure from before a change is not remembered after it', async () => {
  const { get, ask, source, clock } = slowSource({ protect: { negativeCaching: { errors: true } } });
  source.down = true;
  get('a').catch(() => {});
  await clock.pass(5);
  get.invalidateTag('fact a');
  await clock.pass(5);
  source.down = false;
  expect(await ask('a')).toBe('a1');
});
