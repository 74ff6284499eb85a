/** Time for whoever waits: a reading that never goes back, and a call later. */
export interface Timers {
  /** Milliseconds. */
  now(): number;
  /** Calls once when `ms` have passed; gives how to call it off. */
  after(ms: number, then: () => void): () => void;
}

/** Beyond this a timer of browsers and Node goes off at once. */
const LONGEST = 2 ** 31 - 1;

/** The time of the machine, for who does not hand in another: the one place in this layer that knows it. */
export const realClock: Timers = {
  // biome-ignore lint/plugin: whoever wants to repeat a run hands in a clock of their own
  now: () => performance.now(),
  after: (ms, then) => {
    const timer = setTimeout(then, Math.min(ms, LONGEST));
    return () => clearTimeout(timer);
  },
};
