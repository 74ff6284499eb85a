/** Object with a state that can be saved and restored: the basis of saved runs, time travel and forks. */
export interface Saved<S = unknown> {
  /**
   * Returns a copy of the state as plain data (numbers, strings, arrays, typed arrays); later changes do not alter it.
   */
  save(): S;
  /** Replaces the state by a copy of a saved one, which can be restored again. */
  restore(state: S): void;
}
