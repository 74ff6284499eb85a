/** Users of tag numbers. */
export interface TagUse {
  /** Calls `visit` with each list of numbers in use. */
  forEachTagList(visit: (tags: ArrayLike<number>) => void): void;
  /** Reports that a new name gets a number. */
  openTag(tag: number): void;
  /** Reports that some names have lost their numbers. */
  forgetTags(): void;
}

/** Least number of names kept, in use or not. */
const SPARE = 1_024;

/**
 * Dense numbers for tag names. A number is reused once no entry and no computation has it: from time to time all lists
 * in use are scanned, and unused names are dropped. So memory is bounded by the tags in use, not by all tags seen: at
 * most twice as many names as were in use at the last scan, or 1,024. The cost of a scan is amortised over the new
 * names that trigger the next one.
 */
export class TagNames {
  readonly #numbers = new Map<string, number>();
  readonly #free: number[] = [];
  #next = 0;
  #limit = SPARE;

  constructor(private readonly use: TagUse) {}

  /** Number of names with a number. */
  get size(): number {
    return this.#numbers.size;
  }

  numberOf(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    const number = this.#free.pop() ?? this.#next++;
    this.#numbers.set(name, number);
    this.use.openTag(number);
    return number;
  }

  /** Drops unused names when there are many. Call it only when every number in use is in some list. */
  tidy(): void {
    if (this.#numbers.size <= this.#limit) return;
    const used = new Uint8Array(this.#next);
    this.use.forEachTagList((tags) => {
      for (let i = 0; i < tags.length; i++) used[tags[i] as number] = 1;
    });
    for (const [name, number] of this.#numbers) {
      if (used[number]) continue;
      this.#numbers.delete(name);
      this.#free.push(number);
    }
    this.use.forgetTags();
    this.#limit = Math.max(SPARE, 2 * this.#numbers.size);
  }
}
