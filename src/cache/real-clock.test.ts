import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Random } from '../base/random';
import { memoize } from './memoize';
import { realClock, SLEEP_MS, sleeplessClock } from './real-clock';
import { HandClock } from './testing/hand-clock';

/** A machine with a clock that stops while it sleeps, and one that people set. */
function machine() {
  const hands = { steady: 500, wall: 1_700_000_000_000 };
  const now = sleeplessClock(
    () => hands.steady,
    () => hands.wall,
  );
  const run = (ms: number) => {
    hands.steady += ms;
    hands.wall += ms;
  };
  const sleep = (ms: number) => {
    hands.wall += ms;
  };
  return { hands, now, run, sleep };
}

test('after 8 h of sleep, which stop the steady clock, the reading has advanced by 8 h', () => {
  const { now, run, sleep } = machine();
  const before = now();
  run(10);
  sleep(8 * 3_600_000);
  run(5);
  expect(now() - before).toBe(8 * 3_600_000 + 15);
});

test('a value older than its TTL is recomputed, though most of the time was sleep', async () => {
  const { now, run, sleep } = machine();
  let computed = 0;
  const timers = new HandClock();
  const get = memoize(() => ++computed, {
    maxEntries: 10,
    ttlMs: 60_000,
    random: new Random(1),
    clock: { now, after: (ms, then) => timers.after(ms, then) },
  });
  expect(await get()).toBe(1);
  run(1_000);
  expect(await get()).toBe(1);
  sleep(8 * 3_600_000);
  expect(await get()).toBe(2);
});

test('a wall clock set back or slewed changes nothing, and later sleep still counts', () => {
  const { hands, now, run, sleep } = machine();
  const before = now();
  hands.wall -= 3_600_000;
  run(100);
  expect(now() - before).toBe(100);
  for (let i = 0; i < 100; i++) {
    run(1_000);
    hands.wall -= 0.5; // 500 ppm, the largest slew of NTP
    now();
  }
  expect(now() - before).toBe(100_100);
  sleep(60_000);
  expect(Math.abs(now() - before - 160_100)).toBeLessThanOrEqual(SLEEP_MS);
});

test('with any wall clock, the reading never goes back, never runs slow, and misses no long sleep', () => {
  const step = fc.record({
    what: fc.constantFrom('run' as const, 'sleep' as const, 'set back' as const, 'set forward' as const),
    ms: fc.oneof(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 10_000_000 })),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const { hands, now, run, sleep } = machine();
      const start = now();
      let last = start;
      let ran = 0;
      let atLeast = 0;
      let atMost = SLEEP_MS;
      for (const { what, ms } of steps) {
        if (what === 'run') run(ms);
        else if (what === 'sleep') sleep(ms);
        else hands.wall += what === 'set back' ? -ms : ms;
        if (what === 'run') {
          ran += ms;
          atLeast += ms;
          atMost += ms;
        }
        if (what === 'sleep' || what === 'set forward') atMost += ms + SLEEP_MS;
        // Lag of the wall clock that may remain after small steps back.
        if (what === 'sleep') atLeast += Math.max(0, ms - 2 * SLEEP_MS);
        const reading = now();
        expect(reading).toBeGreaterThanOrEqual(last);
        last = reading;
        expect(reading - start).toBeGreaterThanOrEqual(ran);
        expect(reading - start).toBeGreaterThanOrEqual(atLeast);
        expect(reading - start).toBeLessThanOrEqual(atMost);
      }
    }),
    { numRuns: 300 },
  );
});

test('the clock of the machine agrees with a stopwatch, and a timer can be cancelled', async () => {
  const stopwatch = performance.now();
  const before = realClock.now();
  const fired: string[] = [];
  const cancel = realClock.after(0, () => fired.push('cancelled'));
  realClock.after(1, () => fired.push('kept'));
  cancel();
  await new Promise((then) => setTimeout(then, 20));
  expect(fired).toEqual(['kept']);
  const passed = realClock.now() - before;
  expect(passed).toBeGreaterThan(0);
  expect(passed).toBeLessThanOrEqual(performance.now() - stopwatch + SLEEP_MS);
});
