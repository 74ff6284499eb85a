/** Longer texts are cut: nobody reads them, and a file could fill the memory with them. Characters. */
const LONGEST = 200;
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Returns a copy of a text, of 200 characters at most. A cell is a slice that keeps the whole piece of the file alive
 * in which it stood; a copy keeps nothing but itself.
 */
export const ownText = (text: string): string =>
  text === '' ? text : decoder.decode(encoder.encode(text.slice(0, LONGEST)));

/** As it is kept, without the cost of a copy for most. */
const short = (name: string): string => (name.length > LONGEST ? ownText(name) : name);

/** Numbers for names, from 0 in the order in which they come. */
export class Numbering {
  readonly #numbers = new Map<string, number>();
  readonly names: string[] = [];

  get size(): number {
    return this.names.length;
  }

  /** Returns the number of a name; undefined if it is new. */
  get(name: string): number | undefined {
    return this.#numbers.get(short(name));
  }

  /** Returns the next number, for a name that is new. */
  add(name: string): number {
    const own = ownText(name);
    const number = this.names.length;
    this.#numbers.set(own, number);
    this.names.push(own);
    return number;
  }
}
