import type { Random } from '../random';
import type { Saved } from '../saved';

/** A value that a test's callbacks read, as a part that is saved and restored with the subject. */
export class Cell<T> implements Saved<T> {
  constructor(public value: T) {}

  save(): T {
    return structuredClone(this.value);
  }

  restore(value: T): void {
    this.value = structuredClone(value);
  }
}

/** Calls one of the functions. */
export const oneOf = <T>(random: Random, choices: readonly (() => T)[]): T | undefined =>
  choices[random.int(choices.length)]?.();

/** Returns one of the values; there must be at least one. */
export const among = <T>(random: Random, values: readonly T[]): T => values[random.int(values.length)] as T;

/** Returns a moment that is mostly a little, sometimes much later. */
export const later = (random: Random, now: number): number =>
  now + random.int(random.int(10) === 0 ? 200_000 : 700);
