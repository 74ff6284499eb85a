import { expect, test } from 'vitest';
import { slowSource } from '../testing/slow-source';

const timeLimits = { softMs: 100, hardMs: 500, graceMs: 3_000 };

test('off: who asks what hangs waits as long as it hangs', async () => {
  const { ask, source } = slowSource();
  source.ms = 60_000;
  expect(await ask('a', 50_000)).toBe('waiting');
});

test('soft: who has waited so long gets the old value, and the new one is kept when it comes', async () => {
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

test('hard: the next who asks starts anew, and what comes late is kept', async () => {
  const { get, ask, source, clock } = slowSource({ protect: { timeLimits, singleFlight: true } });
  source.ms = 700;
  expect(await ask('a', 499)).toBe('waiting');
  const joined = get('a'); // its limits are its own
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

test('hard: who waits gets the error, though nobody else fails', async () => {
  const { ask, source, get } = slowSource({ protect: { timeLimits } });
  source.ms = 700;
  expect(await ask('a', 500)).toBe('["a"] was not made within 500 ms');
  expect(get.memo.counters.failed).toBe(0);
});

test('hard: a renewal that hangs keeps no other from being made', async () => {
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

test('who has been answered is not rescued later', async () => {
  const { get, ask, clock } = slowSource({ protect: { timeLimits } });
  expect(await ask('a')).toBe('a1');
  await clock.pass(600);
  expect(get.memo.counters.rescued).toBe(0);
});
