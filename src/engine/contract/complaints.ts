/** Complaints that are told one by one; of the rest, their count. */
const MOST_TOLD = 10;

/** Collects what could not be read: the first few in words, then how many more. */
export class Complaints {
  readonly #told: string[] = [];
  #others = 0;

  /** Adds a sentence. `what` is only called while there is room for it. */
  add(what: () => string): void {
    if (this.#told.length < MOST_TOLD) this.#told.push(what());
    else this.#others++;
  }

  /** The sentences, the last one with the number of those that are not among them. */
  get sentences(): string[] {
    if (this.#others === 0) return [...this.#told];
    const more = `${this.#others.toLocaleString('en')} more could not be read.`;
    return [...this.#told, more];
  }
}
