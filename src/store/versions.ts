import type { VirtualMs } from '../base/units';
import type { ChangeKind, FactChange } from './changes';

/**
 * So many of the last changes keep their time, of all facts together, at about 50 bytes each; beside them the last
 * change of each fact. An older change of a fact gets the time of its oldest dated one.
 */
export const MAX_DATED = 65_536;

/** When and by what kind of change a fact left a version. */
export interface VersionChange {
  readonly at: VirtualMs;
  readonly kind: ChangeKind;
}

/** The current version of each fact, and when and by what kind of change it left each earlier one. */
export class FactVersions {
  readonly current: Int32Array;
  /** The dated changes of each fact, newest last; no list is empty. */
  readonly #changes = new Map<number, VersionChange[]>();
  /** The facts of the last changes; a ring once there are `maxDated` of them. */
  #order: number[] = [];
  /** Where the oldest of them stands. */
  #oldest = 0;

  constructor(
    facts: number,
    private readonly maxDated = MAX_DATED,
  ) {
    this.current = new Int32Array(facts);
  }

  /** Changes that are dated now: at most `maxDated` and one of each fact. */
  get dated(): number {
    let dated = 0;
    for (const { length } of this.#changes.values()) dated += length;
    return dated;
  }

  /** Records a committed change. */
  take({ fact, version, at, kind }: FactChange): void {
    const changes = this.#changes.get(fact);
    if (changes) changes.push({ at, kind });
    else this.#changes.set(fact, [{ at, kind }]);
    this.current[fact] = version;
    if (this.#order.length < this.maxDated) {
      this.#order.push(fact);
      return;
    }
    this.#forgetOldest();
    this.#order[this.#oldest] = fact;
    this.#oldest = (this.#oldest + 1) % this.maxDated;
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
    this.#order = [];
    this.#oldest = 0;
  }

  save(): VersionState {
    return {
      current: this.current.slice(),
      changes: new Map(Array.from(this.#changes, ([fact, changes]) => [fact, changes.slice()])),
      order: this.#order.slice(),
      oldest: this.#oldest,
    };
  }

  /** Restores what `save` returned; `current` stays the same array. */
  restore({ current, changes, order, oldest }: VersionState): void {
    this.current.set(current);
    this.#changes.clear();
    for (const [fact, dated] of changes) this.#changes.set(fact, dated.slice());
    this.#order = order.slice();
    this.#oldest = oldest;
  }

  /** Keeps the last change of a fact: of a value that misses it the audit must know since when. */
  #forgetOldest(): void {
    const changes = this.#changes.get(this.#order[this.#oldest] ?? 0);
    if (changes && changes.length > 1) changes.shift();
  }
}

export interface VersionState {
  readonly current: Int32Array;
  readonly changes: ReadonlyMap<number, readonly VersionChange[]>;
  /** The facts of the last changes, a ring whose oldest place is `oldest`. */
  readonly order: readonly number[];
  readonly oldest: number;
}
