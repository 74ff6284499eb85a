import { powerOfTwoFrom } from '../base/elementary/double';

/**
 * State of an entry. `invalid`: not served any more. `purged`: out of date, kept for requests that accept a stale
 * answer.
 */
export type Verdict = 'valid' | 'purged' | 'invalid';

/**
 * Tags of entries, with lazy invalidation in O(1). Each tag has the number of its last invalidation; each entry has the
 * number of the last invalidation at which it was valid. An entry is invalid if one of its tags was invalidated later.
 * The cache checks an entry before serving it, and sweeps the slots a few at a time for entries without requests. One
 * round of the sweep handles any number of invalidations. Tags are dense numbers from 0, none twice in an entry. 16
 * bytes a slot, 36 a tag; an entry's list of tags is kept by reference, not copied.
 */
export class TagLedger {
  #tags: (ArrayLike<number> | undefined)[] = [];
  /** By slot: number of the last invalidation at which the entry was valid. */
  #validAt: Float64Array;
  /** By tag: number of its last invalidation, 0 for none. */
  #invalidatedAt = new Float64Array(64);
  /** By tag: number of its last purge, in the same sequence. */
  #purgedAt = new Float64Array(64);
  /** By tag: time of that purge, on the cache's clock. */
  #purgeTimes = new Float64Array(64);
  /** By tag: number of its last revocation, in the same sequence. */
  #revokedAt = new Float64Array(64);
  /** By tag: number of its entries inserted after its last invalidation. */
  #carriers = new Int32Array(64);
  /** Invalidations so far. */
  #count = 0;
  /** Number of the last invalidation of everything. */
  #allAt = 0;
  #hand = 0;
  #owed = 0;
  /** Number of the last invalidation that forgotten tags may have had. */
  #forgottenAt = 0;

  constructor(slots: number) {
    this.#validAt = new Float64Array(slots);
  }

  /** Number of the latest invalidation: values computed before it may be out of date. */
  get count(): number {
    return this.#count;
  }

  save() {
    return {
      tags: [...this.#tags],
      validAt: this.#validAt.slice(),
      invalidatedAt: this.#invalidatedAt.slice(),
      purgedAt: this.#purgedAt.slice(),
      purgeTimes: this.#purgeTimes.slice(),
      revokedAt: this.#revokedAt.slice(),
      carriers: this.#carriers.slice(),
      count: this.#count,
      allAt: this.#allAt,
      hand: this.#hand,
      owed: this.#owed,
      forgottenAt: this.#forgottenAt,
    };
  }

  restore(saved: ReturnType<TagLedger['save']>): void {
    this.#tags = [...saved.tags];
    this.#validAt = saved.validAt.slice();
    this.#invalidatedAt = saved.invalidatedAt.slice();
    this.#purgedAt = saved.purgedAt.slice();
    this.#purgeTimes = saved.purgeTimes.slice();
    this.#revokedAt = saved.revokedAt.slice();
    this.#carriers = saved.carriers.slice();
    this.#count = saved.count;
    this.#allAt = saved.allAt;
    this.#hand = saved.hand;
    this.#owed = saved.owed;
    this.#forgottenAt = saved.forgottenAt;
  }

  /** Number of tags with allocated memory: 36 bytes each. */
  get places(): number {
    return this.#invalidatedAt.length;
  }

  /**
   * Opens a tag number for a new name. The history of the name is unknown, so a computation that began before the last
   * `forget` is assumed to have read it before an invalidation. No entry may carry the number.
   */
  open(tag: number): void {
    this.#makePlace(tag);
    this.#invalidatedAt[tag] = Math.max(this.#invalidatedAt[tag] as number, this.#forgottenAt);
  }

  /** Records that some tags lose their numbers. No entry carries them, and no running computation has declared them. */
  forget(): void {
    this.#forgottenAt = this.#count;
  }

  resize(slots: number): void {
    const validAt = new Float64Array(slots);
    validAt.set(this.#validAt.subarray(0, slots));
    this.#validAt = validAt;
    if (this.#owed > 0) this.#owed = slots;
  }

  tagsAt(slot: number): ArrayLike<number> | undefined {
    return this.#tags[slot];
  }

  /** Records a new entry in a slot. */
  enter(slot: number, tags: ArrayLike<number> | undefined): void {
    this.#tags[slot] = tags;
    this.#validAt[slot] = this.#count;
    if (!tags) return;
    for (let i = 0; i < tags.length; i++) {
      const tag = tags[i] as number;
      this.#makePlace(tag);
      this.#carriers[tag] = (this.#carriers[tag] as number) + 1;
    }
  }

  /** Records the removal of an entry, for any reason. */
  leave(slot: number): void {
    const tags = this.#tags[slot];
    if (!tags) return;
    const validAt = this.#validAt[slot] as number;
    for (let i = 0; i < tags.length; i++) {
      const tag = tags[i] as number;
      // A tag invalidated since has restarted its count at 0, without this entry.
      if ((this.#invalidatedAt[tag] as number) <= validAt)
        this.#carriers[tag] = (this.#carriers[tag] as number) - 1;
    }
    this.#tags[slot] = undefined;
  }

  /** Returns the state of an entry. A purged entry stays `purged` until it is `acknowledge`d. */
  verdict(slot: number): Verdict {
    const validAt = this.#validAt[slot] as number;
    if (validAt === this.#count) return 'valid';
    const tags = this.#tags[slot];
    let purged = false;
    if (tags) {
      for (let i = 0; i < tags.length; i++) {
        const tag = tags[i] as number;
        if ((this.#invalidatedAt[tag] as number) > validAt) return 'invalid';
        if ((this.#purgedAt[tag] as number) > validAt) purged = true;
      }
    }
    if (purged) return 'purged';
    this.#validAt[slot] = this.#count;
    return 'valid';
  }

  /** Acknowledges a purge: the cache treats the entry as expired from now on. Returns the time of the purge. */
  acknowledge(slot: number): number {
    const validAt = this.#validAt[slot] as number;
    const tags = this.#tags[slot] ?? [];
    let earliest = Infinity;
    for (let i = 0; i < tags.length; i++) {
      const tag = tags[i] as number;
      if ((this.#purgedAt[tag] as number) > validAt)
        earliest = Math.min(earliest, this.#purgeTimes[tag] as number);
    }
    this.#validAt[slot] = this.#count;
    return earliest;
  }

  /** Returns whether a tag, or everything, was invalidated, purged or revoked after number `count`. */
  invalidatedSince(tags: ArrayLike<number>, count: number): boolean {
    if (count === this.#count) return false;
    if (this.#allAt > count) return true;
    for (let i = 0; i < tags.length; i++) {
      const tag = tags[i] as number;
      if ((this.#invalidatedAt[tag] ?? 0) > count || (this.#purgedAt[tag] ?? 0) > count) return true;
      if ((this.#revokedAt[tag] ?? 0) > count) return true;
    }
    return false;
  }

  /** Invalidates every entry with the tag; returns their number, including those already invalid by another tag. */
  invalidate(tag: number): number {
    this.#makePlace(tag);
    const carriers = this.#carriers[tag] as number;
    this.#count++;
    this.#invalidatedAt[tag] = this.#count;
    this.#carriers[tag] = 0;
    if (carriers > 0) this.#owed = this.#validAt.length;
    return carriers;
  }

  /** Marks every entry with the tag as out of date, but keeps it; returns their number. */
  purge(tag: number, now: number): number {
    this.#makePlace(tag);
    this.#count++;
    this.#purgedAt[tag] = this.#count;
    this.#purgeTimes[tag] = now;
    const carriers = this.#carriers[tag] as number;
    if (carriers > 0) this.#owed = this.#validAt.length;
    return carriers;
  }

  /** Marks earlier reads of the tag as out of date; entries with the tag stay valid. */
  revoke(tag: number): void {
    this.#makePlace(tag);
    this.#count++;
    this.#revokedAt[tag] = this.#count;
  }

  /** Marks all earlier reads as out of date. The cache itself removes the entries. */
  invalidateAll(): void {
    this.#count++;
    this.#allAt = this.#count;
  }

  /** Sweeps the next slots, at most `limit`; calls `visit` for entries that are not valid. */
  sweep(limit: number, visit: (slot: number, verdict: 'purged' | 'invalid') => void): void {
    for (let i = Math.min(limit, this.#owed); i > 0; i--) {
      const slot = this.#hand;
      this.#hand = slot + 1 === this.#validAt.length ? 0 : slot + 1;
      this.#owed--;
      const verdict = this.#tags[slot] === undefined ? 'valid' : this.verdict(slot);
      if (verdict !== 'valid') visit(slot, verdict);
    }
  }

  get owes(): boolean {
    return this.#owed > 0;
  }

  #makePlace(tag: number): void {
    if (tag < this.#invalidatedAt.length && tag >= 0 && Number.isInteger(tag)) return;
    if (!Number.isInteger(tag) || tag < 0 || tag > 2 ** 28)
      throw new Error(`A tag is a whole number from 0 to 2^28, got ${tag}`);
    const places = powerOfTwoFrom(tag + 2);
    this.#invalidatedAt = longer(this.#invalidatedAt, new Float64Array(places));
    this.#purgedAt = longer(this.#purgedAt, new Float64Array(places));
    this.#revokedAt = longer(this.#revokedAt, new Float64Array(places));
    this.#purgeTimes = longer(this.#purgeTimes, new Float64Array(places));
    this.#carriers = longer(this.#carriers, new Int32Array(places));
  }
}

function longer<T extends Float64Array | Int32Array>(column: T, to: T): T {
  to.set(column);
  return to;
}
