/** Most complaints listed as sentences; the others are counted. */
const MOST_LISTED = 10;

/** Collects what could not be read: the first few in words, then how many more. */
export class Complaints {
  readonly #listed: string[] = [];
  #others = 0;

  /** Adds a sentence. `what` is only called while there is room for it. */
  add(what: () => string): void {
    if (this.#listed.length < MOST_LISTED) this.#listed.push(what());
    else this.#others++;
  }

  /** The sentences, the last one with the number of those that are not among them. */
  get sentences(): string[] {
    if (this.#others === 0) return [...this.#listed];
    const more = `${this.#others.toLocaleString('en')} more could not be read.`;
    return [...this.#listed, more];
  }
}
