/** Time for callers that wait: a reading that never goes back, and a call later. */
export interface Timers {
  /** Milliseconds. */
  now(): number;
  /** Calls once when `ms` have passed; returns how to cancel it. */
  after(ms: number, then: () => void): () => void;
}

/** Beyond this a timer of browsers and Node goes off at once. */
const LONGEST = 2 ** 31 - 1;

/** By more than this the wall clock has to run ahead of the steady one before that is taken for sleep, milliseconds. */
export const SLEEP_MS = 1_000;

/**
 * Returns one reading made of two: `steady` never goes back, but may stand still while the machine sleeps (Linux and
 * macOS; the High Resolution Time specification leaves it open), `wall` counts sleep, but people and NTP set it.
 *
 * The result never goes back and never runs slower than `steady`. When the wall clock gets more than a second ahead,
 * that is sleep, and is added at the next reading. A wall clock set forward looks the same and is added too, so entries
 * may expire early, never late. One set back, or slewed, changes nothing.
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
 * The time of the machine, in browsers and in Node, for callers that hand in no other: the one place in this layer that
 * knows it. `now` counts the time that the machine sleeps, see `sleeplessClock`. Timers may not: those of `after` go
 * off late by the time asleep, so a limit on waiting is a limit on time awake.
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
