/** What tag numbers are used for, beside their names. */
export interface TagUse {
  /** Calls with each list of numbers that is in use. */
  forEachTagList(visit: (tags: ArrayLike<number>) => void): void;
  /** A number is given to a name that has none. */
  openTag(tag: number): void;
  /** Some names have lost their numbers. */
  forgetTags(): void;
}

/** Names that are kept at least, in use or not. */
const SPARE = 1_024;

/**
 * Dense numbers for names of tags. A number is used again once no entry and no computation has it: from time to time
 * all lists in use are looked through, and the other names go. So memory is bounded by the tags in use, not by the
 * tags ever seen: at most twice as many names as were in use at the last look, or 1,024. A look pays for itself, as it
 * takes that many new names to bring on the next.
 */
export class TagNames {
  readonly #numbers = new Map<string, number>();
  readonly #free: number[] = [];
  #next = 0;
  #limit = SPARE;

  constructor(private readonly use: TagUse) {}

  /** Names that have a number. */
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

  /** Drops names out of use when there are many. Call it only when every number in use stands in some list. */
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
