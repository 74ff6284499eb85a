import type { Bytes, VirtualMs } from '../../base/units';

/** A saved state and what it takes in memory. Its values are shared with the checkpoints around it. */
export interface Checkpoint<S> {
  readonly at: VirtualMs;
  readonly state: S;
  /** What it holds alone. */
  readonly ownBytes: Bytes;
  /** Its values, shared or not. */
  readonly valueBytes: Bytes;
  /** Of those: the ones that the checkpoint before it does not hold. */
  readonly newValueBytes: Bytes;
}

/**
 * Saved states of a run by time, within a bound of memory. When room is needed, the one goes whose absence widens the
 * gaps least for their age: gaps grow with the root of the age, so that going back a little is quick, and going far
 * back is never hopeless. The newest stays. O(n) to add.
 */
export class Checkpoints<S> {
  /** By time, the oldest first. */
  #kept: Checkpoint<S>[] = [];

  constructor(private readonly mostBytes: Bytes) {}

  get bytes(): Bytes {
    return this.#kept.reduce((sum, one) => sum + one.ownBytes + one.newValueBytes, 0);
  }

  /** The moments, the oldest first. */
  get moments(): readonly VirtualMs[] {
    return this.#kept.map(({ at }) => at);
  }

  clear(): void {
    this.#kept = [];
  }

  add(one: Checkpoint<S>): void {
    const after = this.#kept.findIndex(({ at }) => at > one.at);
    this.#kept.splice(after < 0 ? this.#kept.length : after, 0, one);
    while (this.#kept.length > 1 && this.bytes > this.mostBytes) this.#leaveOut(this.#leastMissed());
  }

  /** Returns the newest state at a moment or before it that is usable; undefined without one. */
  latest(at: VirtualMs, isUsable: (one: Checkpoint<S>) => boolean): Checkpoint<S> | undefined {
    return this.#kept.findLast((one) => one.at <= at && isUsable(one));
  }

  #leastMissed(): number {
    const now = this.#kept.at(-1)?.at ?? 0;
    const missed = ({ at }: Checkpoint<S>, i: number) =>
      ((this.#kept[i + 1]?.at ?? Infinity) - (this.#kept[i - 1]?.at ?? 0)) / Math.sqrt(now - at);
    const all = this.#kept.slice(0, -1).map(missed);
    return all.indexOf(Math.min(...all));
  }

  /** The values that only this one and the next share become values of the next. */
  #leaveOut(place: number): void {
    const [gone] = this.#kept.splice(place, 1);
    const next = this.#kept[place];
    if (gone && next)
      this.#kept[place] = {
        ...next,
        newValueBytes: Math.min(next.valueBytes, next.newValueBytes + gone.newValueBytes),
      };
  }
}
