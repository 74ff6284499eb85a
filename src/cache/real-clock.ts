/** Clock with timers, for callers that wait. */
export interface Timers {
  /** Returns the time in milliseconds; never decreases. */
  now(): number;
  /** Calls `then` once after `ms` milliseconds; returns a function that cancels it. */
  after(ms: number, then: () => void): () => void;
}

/** Longest delay of a timer, ms: browsers and Node fire longer ones at once. */
const LONGEST = 2 ** 31 - 1;

/** Least lead of the wall clock over the steady one that counts as sleep, milliseconds. */
export const SLEEP_MS = 1_000;

/**
 * Combines two clocks into one: `steady` never goes back, but may stop while the machine sleeps (Linux and macOS; the
 * High Resolution Time specification leaves it open); `wall` counts sleep, but people and NTP set it.
 *
 * The result never goes back and never runs slower than `steady`. A lead of the wall clock of more than a second counts
 * as sleep and is added at the next reading. A wall clock set forward looks the same and is added too, so entries may
 * expire early, never late. A wall clock set back, or slewed, changes nothing.
 * @param steady milliseconds, e.g. `performance.now`.
 * @param wall milliseconds, e.g. `Date.now`.
 */
export function sleeplessClock(steady: () => number, wall: () => number): () => number {
  let lead = wall() - steady();
  let slept = 0;
  let latest = Number.NEGATIVE_INFINITY;
  return () => {
    const now = steady();
    const ahead = wall() - now - lead;
    if (ahead > SLEEP_MS) slept += ahead;
    if (Math.abs(ahead) > SLEEP_MS) lead += ahead;
    latest = Math.max(latest, now + slept);
    return latest;
  };
}

/**
 * Clock of the machine, in browsers and in Node, the default for callers that pass no other; nothing else in this layer
 * reads the machine's time. `now` includes time asleep, see `sleeplessClock`. Timers may not: those of `after` may fire
 * late by the time asleep, so a limit on waiting is a limit on time awake.
 */
export const realClock: Timers = {
  now: sleeplessClock(
    // biome-ignore lint/plugin: a caller that wants to repeat a run hands in its own clock
    () => performance.now(),
    // biome-ignore lint/plugin: a caller that wants to repeat a run hands in its own clock
    () => Date.now(),
  ),
  after: (ms, then) => {
    const timer = setTimeout(then, Math.min(ms, LONGEST));
    return () => clearTimeout(timer);
  },
};
