import type { VirtualMs } from '../base/units';
import type { ChangeKind, FactChange } from './changes';

/** How many changes of one fact keep their time. Older ones get the time of the oldest kept one. */
const MAX_DATED = 256;

/** When and by what kind of change a fact left a version. */
export interface Passage {
  readonly at: VirtualMs;
  readonly kind: ChangeKind;
}

/** The current version of each fact, and when and by what kind of change it left each earlier one. */
export class FactVersions {
  readonly current: Int32Array;
  /** The last changes of each fact, newest last. */
  readonly #passages = new Map<number, Passage[]>();

  constructor(facts: number) {
    this.current = new Int32Array(facts);
  }

  /** Records a committed change. */
  take({ fact, version, at, kind }: FactChange): void {
    const passages = this.#passages.get(fact);
    if (!passages) this.#passages.set(fact, [{ at, kind }]);
    else {
      passages.push({ at, kind });
      if (passages.length > 2 * MAX_DATED) passages.splice(0, passages.length - MAX_DATED);
    }
    this.current[fact] = version;
  }

  /** Returns how `fact` left `version`; undefined if that version is current. */
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

  /** Restores what `save` returned; `current` stays the same array. */
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
