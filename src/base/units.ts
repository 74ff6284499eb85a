/** Names for units. A number of one kind is written with its name, so that a reader never guesses. */

/** Milliseconds of the wall clock, or of no clock in particular: a duration. */
export type Milliseconds = number;
/** Milliseconds since the start of a run on the engine's virtual clock. */
export type VirtualMs = number;
export type Bytes = number;
/** Hundredths of the shop's currency. */
export type Cents = number;
