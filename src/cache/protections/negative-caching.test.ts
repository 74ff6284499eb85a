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

test('on: that there is nothing is remembered for a time of its own', async () => {
  const { ask, source, clock } = slowSource({ protect: { negativeCaching: { ttlMs: 100 } } });
  for (let i = 0; i < 3; i++) await ask('no');
  expect(source.asked).toHaveLength(1);
  await clock.pass(100);
  await ask('no');
  expect(source.asked).toHaveLength(2);
});

test.each<[string, (get: ReturnType<typeof slowSource>['get']) => unknown]>([
  ['its key', (get) => get.invalidate('no')],
  ['its tag', (get) => get.invalidateTag('fact no')],
  ['its key, softly', (get) => get.purge('no')],
  ['its tag, softly', (get) => get.purgeTag('fact no')],
  ['everything', (get) => get.clear()],
])('on: or until somebody invalidates %s', async (_, invalidate) => {
  const { get, ask, source } = slowSource({ protect: { negativeCaching: true } });
  await ask('no');
  invalidate(get);
  await ask('no');
  expect(source.asked).toHaveLength(2);
});

test('on: where a renewal finds that there is nothing any more, the old value goes', async () => {
  const { ask, source, clock } = slowSource({
    protect: { negativeCaching: true, refreshAhead: { at: 0.5 } },
    isNegative: (value) => value === 'a2',
  });
  await ask('a');
  await clock.pass(600);
  source.version = 2;
  expect(await ask('a')).toBe('a1');
  expect(await ask('a', 0)).toBe('a2');
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

test('on with errors: a failure is forgotten when what it was made from changes', async () => {
  const { get, ask, source } = slowSource({ protect: { negativeCaching: { errors: true } } });
  source.down = true;
  for (let i = 0; i < 2; i++) expect(await ask('a')).toBe('down');
  source.down = false;
  expect(await ask('a')).toBe('down');
  get.invalidateTag('fact a');
  expect(await ask('a')).toBe('a1');
});

test('on with errors: a later success lets a failure be forgotten', async () => {
  const { get, ask, source, clock } = slowSource({
    protect: { negativeCaching: { errors: true } },
    ttlMs: 50,
  });
  source.down = true;
  const first = get('a').catch((error: Error) => error.message);
  source.ms = 20;
  const second = get('a');
  await clock.pass(10);
  source.down = false;
  await clock.pass(10);
  expect([await first, await second]).toEqual(['down', 'a1']);
  await clock.pass(50);
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
