/** An object whose state can be taken out and put back. Saved runs, time travel and forks rest on it. */
export interface Saved<S = unknown> {
  /** Returns a copy of the state as plain data (numbers, strings, arrays, typed arrays): later changes leave it alone. */
  save(): S;
  /** Replaces the state by a copy of a saved one, which can be restored again. */
  restore(state: S): void;
}
