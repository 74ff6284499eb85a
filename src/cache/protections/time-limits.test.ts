import { expect, test } from 'vitest';
import { slowSource } from '../testing/slow-source';

const timeLimits = { softMs: 100, hardMs: 500, graceMs: 3_000 };

test('off: a request waits as long as its computation hangs', async () => {
  const { ask, source } = slowSource();
  source.ms = 60_000;
  expect(await ask('a', 50_000)).toBe('waiting');
});

test('soft: after the limit a caller gets the old value, and the new one is kept when it arrives', async () => {
  const { ask, source, clock } = slowSource({ protect: { timeLimits } });
  await ask('a');
  await clock.pass(1_000);
  source.version = 2;
  source.ms = 300;
  expect(await ask('a', 99)).toBe('waiting');
  expect(await ask('a', 100)).toBe('a1');
  await clock.pass(200);
  expect(await ask('a', 0)).toBe('a2');
});

test('hard: the next request starts a new computation, and a late value is kept', async () => {
  const { get, ask, source, clock } = slowSource({ protect: { timeLimits, singleFlight: true } });
  source.ms = 700;
  expect(await ask('a', 499)).toBe('waiting');
  const joined = get('a'); // it has its own limits
  await clock.pass(1);
  expect(source.asked).toHaveLength(1);
  const anew = get('a');
  expect(source.asked).toHaveLength(2);
  await clock.pass(200);
  expect(await joined).toBe('a1');
  expect(await ask('a', 0)).toBe('a1');
  await clock.pass(300);
  expect(await anew).toBe('a1');
});

test('hard: a waiting caller gets the error, though the computation does not fail', async () => {
  const { ask, source, get } = slowSource({ protect: { timeLimits } });
  source.ms = 700;
  expect(await ask('a', 500)).toBe('["a"] was not made within 500 ms');
  expect(get.memo.counters.failed).toBe(0);
});

test('hard: a renewal that hangs does not prevent another', async () => {
  const { ask, source, clock } = slowSource({
    protect: { timeLimits, singleFlight: true, staleWhileRevalidate: { graceMs: 3_000 } },
  });
  await ask('a');
  await clock.pass(1_000);
  source.ms = 60_000;
  expect(await ask('a', 0)).toBe('a1');
  source.ms = 10;
  source.version = 2;
  await clock.pass(500);
  expect(await ask('a', 10)).toBe('a1');
  expect(await ask('a', 0)).toBe('a2');
});

test('an answered caller is not answered again', async () => {
  const { get, ask, clock } = slowSource({ protect: { timeLimits } });
  expect(await ask('a')).toBe('a1');
  await clock.pass(600);
  expect(get.memo.counters.rescued).toBe(0);
});
