import { expect, test } from 'vitest';
import { slowSource } from '../testing/slow-source';

test('off: an absent value or a failure is computed each time', async () => {
  const { ask, source } = slowSource();
  // undefined is an ordinary value to the cache; a failure is no value.
  source.down = true;
  for (let i = 0; i < 3; i++) expect(await ask('a')).toBe('down');
  expect(source.asked).toHaveLength(3);
});

test('off: a flood of missing keys evicts present values; on: it does not', async () => {
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

test('on: an absence is cached for a time of its own', async () => {
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
])('on: an absence is cached until an invalidation of %s', async (_, invalidate) => {
  const { get, ask, source } = slowSource({ protect: { negativeCaching: true } });
  await ask('no');
  invalidate(get);
  await ask('no');
  expect(source.asked).toHaveLength(2);
});

test('on: a renewal that finds nothing removes the old value', async () => {
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

test('on with errors: a failure is cached, also beside an expired value', async () => {
  const { get, ask, source, clock } = slowSource({
    // The time limits keep the expired value, but no protection serves it after a failure.
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

test('on with errors: an invalidation of its tag forgets a failure', async () => {
  const { get, ask, source } = slowSource({ protect: { negativeCaching: { errors: true } } });
  source.down = true;
  for (let i = 0; i < 2; i++) expect(await ask('a')).toBe('down');
  source.down = false;
  expect(await ask('a')).toBe('down');
  get.invalidateTag('fact a');
  expect(await ask('a')).toBe('a1');
});

test('on with errors: a later success forgets a failure', async () => {
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

test('on with errors: a failure from before a change is not cached after it', async () => {
  const { get, ask, source, clock } = slowSource({ protect: { negativeCaching: { errors: true } } });
  source.down = true;
  get('a').catch(() => {});
  await clock.pass(5);
  get.invalidateTag('fact a');
  await clock.pass(5);
  source.down = false;
  expect(await ask('a')).toBe('a1');
});
