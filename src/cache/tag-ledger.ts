import { powerOfTwoFrom } from '../base/elementary/double';

/** `doomed`: to be served no more. `purged`: out of date, but kept for who accepts a stale answer. */
export type Verdict = 'valid' | 'purged' | 'doomed';

/**
 * Tags of entries, with invalidation that is O(1) when it is asked for and paid later. A tag knows the number of its
 * last invalidation; an entry knows up to which invalidation it has been found valid. An entry is doomed when one of
 * its tags was invalidated after that: the cache asks before it serves one, and sweeps the slots a few at a time for
 * those that nobody asks for. However many tags are invalidated meanwhile, one round of the sweep pays for all.
 * Tags are dense numbers from 0, none twice in an entry. 16 bytes a slot, 36 a tag; an entry's own list of tags is kept, not copied.
 */
export class TagLedger {
  #tags: (ArrayLike<number> | undefined)[] = [];
  /** By slot: the number of the last invalidation at which the entry was known to be valid. */
  #validAt: Float64Array;
  /** By tag: the number of its last invalidation, 0 for none. */
  #invalidatedAt = new Float64Array(64);
  /** By tag: the number of its last purge, in the same count. */
  #purgedAt = new Float64Array(64);
  /** By tag: when that was, on the cache's clock. */
  #purgeTimes = new Float64Array(64);
  /** By tag: the number of its last revocation, in the same count. */
  #revokedAt = new Float64Array(64);
  /** By tag: entries that carry it and came after its last invalidation. */
  #carriers = new Int32Array(64);
  /** Invalidations so far. */
  #count = 0;
  /** Number of the last invalidation of everything. */
  #allAt = 0;
  #hand = 0;
  #owed = 0;
  /** Number of the last invalidation that tags without a number may have had, since they were forgotten. */
  #forgottenAt = 0;

  constructor(slots: number) {
    this.#validAt = new Float64Array(slots);
  }

  /** Number of the latest invalidation: what was computed before it may be out of date. */
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

  /** Tags that there is room for: 36 bytes each. */
  get places(): number {
    return this.#invalidatedAt.length;
  }

  /**
   * Gives a number to a tag that has none now. What became of the tag before is not known, so a computation that began
   * before the last `forget` is taken to have read it before an invalidation. No entry may carry the number.
   */
  open(tag: number): void {
    this.#makePlace(tag);
    this.#invalidatedAt[tag] = Math.max(this.#invalidatedAt[tag] as number, this.#forgottenAt);
  }

  /** Says that some tags lose their numbers. No entry carries them, and no computation under way has named them. */
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

  /** An entry enters the slot. */
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

  /** The entry leaves the slot, for whatever reason. */
  leave(slot: number): void {
    const tags = this.#tags[slot];
    if (!tags) return;
    const validAt = this.#validAt[slot] as number;
    for (let i = 0; i < tags.length; i++) {
      const tag = tags[i] as number;
      // The count of a tag invalidated since started from 0 without this entry.
      if ((this.#invalidatedAt[tag] as number) <= validAt)
        this.#carriers[tag] = (this.#carriers[tag] as number) - 1;
    }
    this.#tags[slot] = undefined;
  }

  /** Whether the entry is valid still. A purged one stays so until it is `acknowledge`d. */
  verdict(slot: number): Verdict {
    const validAt = this.#validAt[slot] as number;
    if (validAt === this.#count) return 'valid';
    const tags = this.#tags[slot];
    let purged = false;
    if (tags) {
      for (let i = 0; i < tags.length; i++) {
        const tag = tags[i] as number;
        if ((this.#invalidatedAt[tag] as number) > validAt) return 'doomed';
        if ((this.#purgedAt[tag] as number) > validAt) purged = true;
      }
    }
    if (purged) return 'purged';
    this.#validAt[slot] = this.#count;
    return 'valid';
  }

  /** Takes note of a purge: the cache has made the entry a dead one. Gives when the purge was. */
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

  /** Whether one of the tags, or everything, was invalidated, purged or revoked after number `count`. */
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

  /** Dooms every entry that carries the tag; gives how many do, those included that another tag has doomed before. */
  invalidate(tag: number): number {
    this.#makePlace(tag);
    const carriers = this.#carriers[tag] as number;
    this.#count++;
    this.#invalidatedAt[tag] = this.#count;
    this.#carriers[tag] = 0;
    if (carriers > 0) this.#owed = this.#validAt.length;
    return carriers;
  }

  /** Every entry that carries the tag is out of date from now on, but stays. How many carry it. */
  purge(tag: number, now: number): number {
    this.#makePlace(tag);
    this.#count++;
    this.#purgedAt[tag] = this.#count;
    this.#purgeTimes[tag] = now;
    const carriers = this.#carriers[tag] as number;
    if (carriers > 0) this.#owed = this.#validAt.length;
    return carriers;
  }

  /** What was read of the tag before this is out of date; the entries that carry it stay valid. */
  revoke(tag: number): void {
    this.#makePlace(tag);
    this.#count++;
    this.#revokedAt[tag] = this.#count;
  }

  /** What was read before this is out of date, whatever its tags. The entries themselves are removed by the cache. */
  invalidateAll(): void {
    this.#count++;
    this.#allAt = this.#count;
  }

  /** Looks at the next few slots that the sweep owes a look; tells of those that are not valid. */
  sweep(limit: number, tell: (slot: number, verdict: 'purged' | 'doomed') => void): void {
    for (let i = Math.min(limit, this.#owed); i > 0; i--) {
      const slot = this.#hand;
      this.#hand = slot + 1 === this.#validAt.length ? 0 : slot + 1;
      this.#owed--;
      const verdict = this.#tags[slot] === undefined ? 'valid' : this.verdict(slot);
      if (verdict !== 'valid') tell(slot, verdict);
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
