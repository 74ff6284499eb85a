import { expect, test } from 'vitest';
import { LENGTHY_AFTER_MS, type PageTime, Watchdog } from './watchdog';

/** A page whose time a test advances: each call of `pass` is a tick. */
function page() {
  let now = 0;
  let seen = true;
  let tick: (() => void) | undefined;
  const said: string[] = [];
  const time: PageTime = {
    now: () => now,
    every: (_ms, work) => {
      tick = work;
      return () => {
        tick = undefined;
      };
    },
    isSeen: () => seen,
  };
  const watchdog = new Watchdog(time, {
    silent: (ms) => said.push(`silent for ${ms}`),
    answered: () => said.push('answered'),
  });
  const pass = (ms: number, times = 1) => {
    for (let i = 0; i < times; i++) {
      now += ms;
      tick?.();
    }
  };
  return { watchdog, said, pass, look: (is: boolean) => (seen = is), ticks: () => tick !== undefined };
}

test('five seconds without an answer are said once, and taken back with the first answer', () => {
  const { watchdog, said, pass } = page();
  const over = watchdog.begin();
  pass(1_000, 4);
  expect(said).toEqual([]);
  pass(1_000, 10);
  expect(said).toEqual(['silent for 5000']);
  over();
  expect(said).toEqual(['silent for 5000', 'answered']);
});

test('an answer to any call, or news of a lengthy one, restarts the count', () => {
  const { watchdog, said, pass } = page();
  watchdog.begin();
  for (let i = 0; i < 10; i++) {
    const over = watchdog.begin();
    pass(1_000, 4);
    if (i % 2 === 0) over();
    else watchdog.heard();
  }
  expect(said).toEqual([]);
});

test('while nothing is asked there is nothing to wait for, and no timer runs', () => {
  const { watchdog, said, pass, ticks } = page();
  watchdog.begin()();
  expect(ticks()).toBe(false);
  pass(60_000);
  const over = watchdog.begin();
  pass(1_000, 4);
  expect(said).toEqual([]);
  over();
});

test('a page that slept, was held by a debugger, or is hidden raises no alarm', () => {
  const { watchdog, said, pass, look } = page();
  watchdog.begin();
  pass(3_600_000);
  pass(1_000, 4);
  pass(30_000, 20);
  expect(said).toEqual([]);
  look(false);
  pass(1_000, 600);
  pass(60_000, 10);
  look(true);
  pass(1_000, 4);
  expect(said).toEqual([]);
  pass(1_000);
  expect(said).toEqual(['silent for 5000']);
});

test('opening a shop may take longer', () => {
  const { watchdog, said, pass } = page();
  watchdog.begin();
  watchdog.begin(LENGTHY_AFTER_MS);
  pass(1_000, 59);
  expect(said).toEqual([]);
  pass(1_000);
  expect(said).toEqual(['silent for 60000']);
});

test('with another worker in its place the alarm is over', () => {
  const { watchdog, said, pass, ticks } = page();
  watchdog.begin();
  pass(1_000, 5);
  watchdog.forget();
  expect(said).toEqual(['silent for 5000', 'answered']);
  expect(ticks()).toBe(false);
});
