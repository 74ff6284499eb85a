import type { VirtualMs } from '../base/units';
import type { ChangeKind, FactChange } from './changes';

/** How many changes of one fact keep their time. Older ones get the time of the oldest kept one. */
const MAX_DATED = 256;

/** When and by what kind of change a fact left a version. */
export interface VersionChange {
  readonly at: VirtualMs;
  readonly kind: ChangeKind;
}

/** The current version of each fact, and when and by what kind of change it left each earlier one. */
export class FactVersions {
  readonly current: Int32Array;
  /** The last changes of each fact, newest last. */
  readonly #changes = new Map<number, VersionChange[]>();

  constructor(facts: number) {
    this.current = new Int32Array(facts);
  }

  /** Records a committed change. */
  take({ fact, version, at, kind }: FactChange): void {
    const changes = this.#changes.get(fact);
    if (!changes) this.#changes.set(fact, [{ at, kind }]);
    else {
      changes.push({ at, kind });
      if (changes.length > 2 * MAX_DATED) changes.splice(0, changes.length - MAX_DATED);
    }
    this.current[fact] = version;
  }

  /** Returns how `fact` left `version`; undefined if that version is current. */
  changedAfter(fact: number, version: number): VersionChange | undefined {
    const now = this.current[fact] ?? 0;
    if (version >= now) return undefined;
    const changes = this.#changes.get(fact) ?? [];
    const undated = now - changes.length;
    return changes[Math.max(0, version - undated)];
  }

  clear(): void {
    this.current.fill(0);
    this.#changes.clear();
  }

  save(): VersionState {
    return {
      current: this.current.slice(),
      changes: new Map(Array.from(this.#changes, ([fact, changes]) => [fact, changes.slice()])),
    };
  }

  /** Restores what `save` returned; `current` stays the same array. */
  restore({ current, changes }: VersionState): void {
    this.current.set(current);
    this.#changes.clear();
    for (const [fact, dated] of changes) this.#changes.set(fact, dated.slice());
  }
}

export interface VersionState {
  readonly current: Int32Array;
  readonly changes: ReadonlyMap<number, readonly VersionChange[]>;
}
