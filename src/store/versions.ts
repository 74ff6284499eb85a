import type { VirtualMs } from '../base/units';
import type { ChangeKind, FactChange } from './changes';

/** How many changes of one fact are dated. Older ones are taken to have happened when the oldest dated one did. */
const DATED = 256;

/** How a fact passed from one version to the next. */
export interface Passage {
  readonly at: VirtualMs;
  readonly kind: ChangeKind;
}

/** The current version of each fact, and when and by what kind of change it passed from one to the next. */
export class FactVersions {
  readonly current: Int32Array;
  /** By fact: its last changes, newest last. */
  readonly #passages = new Map<number, Passage[]>();

  constructor(facts: number) {
    this.current = new Int32Array(facts);
  }

  /** A change was committed. */
  take({ fact, version, at, kind }: FactChange): void {
    const passages = this.#passages.get(fact);
    if (!passages) this.#passages.set(fact, [{ at, kind }]);
    else {
      passages.push({ at, kind });
      if (passages.length > 2 * DATED) passages.splice(0, passages.length - DATED);
    }
    this.current[fact] = version;
  }

  /** How `fact` left `version`; undefined if it still has it. */
  changedAfter(fact: number, version: number): Passage | undefined {
    const now = this.current[fact] ?? 0;
    if (version >= now) return undefined;
    const passages = this.#passages.get(fact) ?? [];
    const undated = now - passages.length;
    return passages[Math.max(0, version - undated)];
  }

  clear(): void {
    this.current.fill(0);
    this.#passages.clear();
  }

  save(): VersionState {
    return {
      current: this.current.slice(),
      passages: new Map(Array.from(this.#passages, ([fact, passages]) => [fact, passages.slice()])),
    };
  }

  /** Back to what `save` gave; `current` stays the same array. */
  restore({ current, passages }: VersionState): void {
    this.current.set(current);
    this.#passages.clear();
    for (const [fact, dated] of passages) this.#passages.set(fact, dated.slice());
  }
}

export interface VersionState {
  readonly current: Int32Array;
  readonly passages: ReadonlyMap<number, readonly Passage[]>;
}
