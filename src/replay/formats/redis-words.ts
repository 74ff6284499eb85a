import { textOf } from './fields';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * Offsets of the quoted words of a MONITOR line; word 0 is the command. Redis always escapes quotes, backslashes and
 * non-printable bytes the same way, so an escaped key can be used as it is.
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

  /** Returns a word in lower case; empty if the line has no such word. */
  text(word: number): string {
    return word < this.count ? textOf(this.bytes, this.start(word), this.end(word)).toLowerCase() : '';
  }

  /** Parses a signed integer as Redis does; NaN for anything else. */
  integer(word: number): number {
    const text = this.text(word);
    const value = /^-?\d+$/.test(text) ? Number(text) : Number.NaN;
    return Number.isSafeInteger(value) ? value : Number.NaN;
  }

  /** Finds the words from `from` up to but excluding `to`; ignores one without a closing quote. */
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
