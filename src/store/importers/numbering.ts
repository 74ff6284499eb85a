/** Longest text to keep, in characters: a malformed file could fill memory with longer ones. */
const MAX_LENGTH = 200;
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Returns a copy of a text, cut to 200 characters. A cell is a slice of its chunk and would keep the whole chunk in
 * memory; a copy does not.
 */
export const ownText = (text: string): string =>
  text === '' ? text : decoder.decode(encoder.encode(text.slice(0, MAX_LENGTH)));

/** Returns the name in the form in which it is stored, copying only long ones. */
const short = (name: string): string => (name.length > MAX_LENGTH ? ownText(name) : name);

/** Numbers names from 0 in order of appearance. */
export class Numbering {
  readonly #numbers = new Map<string, number>();
  readonly names: string[] = [];

  get size(): number {
    return this.names.length;
  }

  /** Returns the number of a name; undefined if the name is new. */
  get(name: string): number | undefined {
    return this.#numbers.get(short(name));
  }

  /** Adds a new name and returns its number. */
  add(name: string): number {
    const own = ownText(name);
    const number = this.names.length;
    this.#numbers.set(own, number);
    this.names.push(own);
    return number;
  }
}
