/** Longer texts are cut: nobody reads them, and a file could fill the memory with them. Characters. */
const LONGEST = 200;
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Returns a copy of a text, of 200 characters at most. A cell is a slice that keeps the whole piece of the file alive
 * in which it stood; a copy keeps nothing but itself.
 */
export const ownText = (text: string): string => decoder.decode(encoder.encode(text.slice(0, LONGEST)));

/** As it is kept, without the cost of a copy for most. */
const short = (name: string): string => (name.length > LONGEST ? ownText(name) : name);

/** Numbers for names, from 0 in the order in which they come. */
export class Numbering {
  readonly #numbers = new Map<string, number>();
  readonly names: string[] = [];

  get size(): number {
    return this.names.length;
  }

  has(name: string): boolean {
    return this.#numbers.has(short(name));
  }

  /** Returns the number of a name: the next one if it is new. */
  of(name: string): number {
    const wanted = short(name);
    const known = this.#numbers.get(wanted);
    if (known !== undefined) return known;
    const own = ownText(wanted);
    const number = this.names.length;
    this.#numbers.set(own, number);
    this.names.push(own);
    return number;
  }
}
