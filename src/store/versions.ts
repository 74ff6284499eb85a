import type { VirtualMs } from '../base/units';
import type { FactChange } from './changes';

/** How many changes of one fact are dated. Older ones are taken to have happened when the oldest dated one did. */
const DATED = 256;

/** The current version of each fact, and when it passed from one to the next. */
export class FactVersions {
  readonly current: Int32Array;
  /** By fact: times of its last changes, newest last. */
  readonly #times = new Map<number, VirtualMs[]>();

  constructor(facts: number) {
    this.current = new Int32Array(facts);
  }

  /** A change was committed. */
  take({ fact, version, at }: FactChange): void {
    const times = this.#times.get(fact);
    if (!times) this.#times.set(fact, [at]);
    else {
      times.push(at);
      if (times.length > 2 * DATED) times.splice(0, times.length - DATED);
    }
    this.current[fact] = version;
  }

  /** When `fact` left `version`; undefined if it still has it. */
  changedAfter(fact: number, version: number): VirtualMs | undefined {
    const now = this.current[fact] ?? 0;
    if (version >= now) return undefined;
    const times = this.#times.get(fact) ?? [];
    const undated = now - times.length;
    return times[Math.max(0, version - undated)];
  }

  clear(): void {
    this.current.fill(0);
    this.#times.clear();
  }

  save(): VersionState {
    return {
      current: this.current.slice(),
      times: new Map(Array.from(this.#times, ([fact, times]) => [fact, Float64Array.from(times)])),
    };
  }

  /** Back to what `save` gave; `current` stays the same array. */
  restore({ current, times }: VersionState): void {
    this.current.set(current);
    this.#times.clear();
    for (const [fact, dated] of times) this.#times.set(fact, Array.from(dated));
  }
}

export interface VersionState {
  readonly current: Int32Array;
  readonly times: ReadonlyMap<number, Float64Array>;
}
