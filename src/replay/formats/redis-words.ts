import { textOf } from './fields';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * The quoted words of a line of MONITOR, where they lie: word 0 is the command. Redis escapes quotes, backslashes and
 * whatever is no printable ASCII, always in the same way, so that an escaped key may stay as it is.
 */
export class RedisWords {
  bytes = new Uint8Array(0);
  readonly #bounds: number[] = [];

  get count(): number {
    return this.#bounds.length / 2;
  }
  start(word: number): number {
    return this.#bounds[2 * word] as number;
  }
  end(word: number): number {
    return this.#bounds[2 * word + 1] as number;
  }

  /** A word in lower case; empty where the line has no such word. */
  text(word: number): string {
    return word < this.count ? textOf(this.bytes, this.start(word), this.end(word)).toLowerCase() : '';
  }

  /** A whole number with its sign, as Redis reads it; NaN for anything else. */
  integer(word: number): number {
    const text = this.text(word);
    const value = /^-?\d+$/.test(text) ? Number(text) : Number.NaN;
    return Number.isSafeInteger(value) ? value : Number.NaN;
  }

  /** Finds the words from `from` to before `to`; one whose quote does not close is left out. */
  find(bytes: Uint8Array, from: number, to: number): void {
    this.bytes = bytes as Uint8Array<ArrayBuffer>;
    this.#bounds.length = 0;
    for (let at = from; at < to; at++) {
      if (bytes[at] !== QUOTE) continue;
      const start = ++at;
      while (at < to && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
      if (at < to) this.#bounds.push(start, at);
    }
  }
}
