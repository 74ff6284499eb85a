/**
 * Tags of entries, with invalidation that is O(1) when it is asked for and paid later. A tag knows the number of its
 * last invalidation; an entry knows up to which invalidation it has been found valid. An entry is doomed when one of
 * its tags was invalidated after that: the cache asks before it serves one, and sweeps the slots a few at a time for
 * those that nobody asks for. However many tags are invalidated meanwhile, one round of the sweep pays for all.
 * Tags are dense numbers from 0, none twice in an entry. 16 bytes a slot, 12 a tag; an entry's own list of tags is kept, not copied.
 */
export class TagLedger {
  #tags: (ArrayLike<number> | undefined)[] = [];
  /** By slot: the number of the last invalidation at which the entry was known to be valid. */
  #validAt: Float64Array;
  /** By tag: the number of its last invalidation, 0 for none. */
  #invalidatedAt = new Float64Array(64);
  /** By tag: entries that carry it and came after its last invalidation. */
  #carriers = new Int32Array(64);
  /** Invalidations so far. */
  #count = 0;
  /** Number of the last invalidation of everything. */
  #allAt = 0;
  #hand = 0;
  #owed = 0;

  constructor(slots: number) {
    this.#validAt = new Float64Array(slots);
  }

  /** Number of the latest invalidation: what was computed before it may be out of date. */
  get count(): number {
    return this.#count;
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

  isDoomed(slot: number): boolean {
    const validAt = this.#validAt[slot] as number;
    if (validAt === this.#count) return false;
    const tags = this.#tags[slot];
    if (tags && this.invalidatedSince(tags, validAt)) return true;
    this.#validAt[slot] = this.#count;
    return false;
  }

  /** Whether one of the tags, or everything, was invalidated after invalidation number `count`. */
  invalidatedSince(tags: ArrayLike<number>, count: number): boolean {
    if (count === this.#count) return false;
    if (this.#allAt > count) return true;
    for (let i = 0; i < tags.length; i++)
      if ((this.#invalidatedAt[tags[i] as number] ?? 0) > count) return true;
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

  /** What was read before this is out of date, whatever its tags. The entries themselves are removed by the cache. */
  invalidateAll(): void {
    this.#count++;
    this.#allAt = this.#count;
  }

  /** Looks at the next few slots that the sweep owes a look; calls `collect` for the doomed. */
  sweep(limit: number, collect: (slot: number) => void): void {
    for (let i = Math.min(limit, this.#owed); i > 0; i--) {
      const slot = this.#hand;
      this.#hand = slot + 1 === this.#validAt.length ? 0 : slot + 1;
      this.#owed--;
      if (this.#tags[slot] !== undefined && this.isDoomed(slot)) collect(slot);
    }
  }

  get owes(): boolean {
    return this.#owed > 0;
  }

  #makePlace(tag: number): void {
    if (tag < this.#invalidatedAt.length && tag >= 0 && Number.isInteger(tag)) return;
    if (!Number.isInteger(tag) || tag < 0 || tag > 2 ** 28)
      throw new Error(`A tag is a whole number from 0 to 2^28, got ${tag}`);
    const places = 2 ** Math.ceil(Math.log2(tag + 2));
    const invalidatedAt = new Float64Array(places);
    invalidatedAt.set(this.#invalidatedAt);
    const carriers = new Int32Array(places);
    carriers.set(this.#carriers);
    this.#invalidatedAt = invalidatedAt;
    this.#carriers = carriers;
  }
}
