import { TraceError } from './trace-error';

/** Digits of a key that is taken for a number: what fits 32 bits with its sign. */
const MOST_DIGITS = 9;
const ARENA_LIMIT = 2 ** 31;

/**
 * Keys as raw bytes to dense ids, in order of first appearance, without making a string of any. Two tables by open
 * addressing, at most half full: keys that are plain decimal numbers are found by their value and cost 8 to 16 bytes,
 * all others by their bytes, which lie behind each other in one arena. A key of the one kind never equals one of
 * the other. O(length of the key) each.
 */
export class KeyNumbers {
  /** At 2 slot the number, at 2 slot + 1 its id + 1; 0 is an empty slot. */
  #numbers = new Int32Array(64);
  #numbersUsed = 0;
  /** At 2 slot the hash, at 2 slot + 1 the place in `#ids` + 1; 0 is an empty slot. */
  #texts = new Int32Array(64);
  #textsUsed = 0;
  /** Per text: its id, and where its bytes start; they end where the next text's start. */
  #ids = new Int32Array(32);
  #starts = new Uint32Array(33);
  #arena = new Uint8Array(1024);
  #count = 0;

  /** Distinct keys so far. */
  get count(): number {
    return this.#count;
  }

  /** The id of the key that stands in `bytes` from `from` to before `to`. */
  idOf(bytes: Uint8Array, from: number, to: number): number {
    const digits = to - from;
    if (digits <= MOST_DIGITS && digits > 0) {
      let value = (bytes[from] as number) - 0x30;
      // A leading zero makes it a text: 7 and 07 are two keys.
      if (value > 0 && value <= 9) {
        let at = from + 1;
        for (; at < to; at++) {
          const digit = (bytes[at] as number) - 0x30;
          if (digit < 0 || digit > 9) break;
          value = value * 10 + digit;
        }
        if (at === to) return this.#idOfValue(value);
      }
    }
    return this.#idOfText(bytes, from, to);
  }

  /** The id of a key that is a whole number, 0 or more: the same as that of its digits. */
  idOfNumber(value: number): number {
    if (value > 0 && value < 10 ** MOST_DIGITS) return this.#idOfValue(value);
    const digits = new TextEncoder().encode(String(value));
    return this.#idOfText(digits, 0, digits.length);
  }

  #idOfValue(value: number): number {
    const numbers = this.#numbers;
    const mask = numbers.length - 1;
    for (let at = slotOfNumber(value) & mask; ; at = (at + 2) & mask) {
      const found = numbers[at + 1] as number;
      if (found !== 0) {
        if (numbers[at] === value) return found - 1;
        continue;
      }
      numbers[at] = value;
      numbers[at + 1] = ++this.#count;
      const id = this.#count - 1;
      if (++this.#numbersUsed * 4 > numbers.length) {
        this.#numbers = spread(numbers, (old) => slotOfNumber(numbers[old] as number));
      }
      return id;
    }
  }

  #idOfText(bytes: Uint8Array, from: number, to: number): number {
    const hash = hashOf(bytes, from, to);
    const texts = this.#texts;
    const mask = texts.length - 1;
    for (let at = (hash << 1) & mask; ; at = (at + 2) & mask) {
      const found = texts[at + 1] as number;
      if (found !== 0) {
        if (texts[at] === hash && this.#holds(found - 1, bytes, from, to))
          return this.#ids[found - 1] as number;
        continue;
      }
      const text = this.#textsUsed++;
      texts[at] = hash;
      texts[at + 1] = text + 1;
      this.#keep(text, bytes, from, to);
      if (this.#textsUsed * 4 > texts.length) {
        this.#texts = spread(texts, (old) => (texts[old] as number) << 1);
      }
      return this.#count++;
    }
  }

  #holds(text: number, bytes: Uint8Array, from: number, to: number): boolean {
    const start = this.#starts[text] as number;
    if ((this.#starts[text + 1] as number) - start !== to - from) return false;
    const arena = this.#arena;
    for (let at = from; at < to; at++) if (arena[start + at - from] !== bytes[at]) return false;
    return true;
  }

  #keep(text: number, bytes: Uint8Array, from: number, to: number): void {
    if (text === this.#ids.length) {
      const ids = new Int32Array(2 * text);
      ids.set(this.#ids);
      this.#ids = ids;
      const starts = new Uint32Array(2 * text + 1);
      starts.set(this.#starts);
      this.#starts = starts;
    }
    const start = this.#starts[text] as number;
    const end = start + to - from;
    if (end > this.#arena.length) {
      if (end > ARENA_LIMIT)
        throw new TraceError('the distinct keys are longer than 2 GB together.', {
          advice: 'Replay a part of the file, or replace keys by numbers.',
        });
      const arena = new Uint8Array(Math.min(ARENA_LIMIT, 2 ** Math.ceil(Math.log2(end + 1))));
      arena.set(this.#arena);
      this.#arena = arena;
    }
    // A loop: keys are short, and a call into native code costs more than it.
    for (let at = from; at < to; at++) this.#arena[start + at - from] = bytes[at] as number;
    this.#starts[text + 1] = end;
    this.#ids[text] = this.#count;
  }
}

/** Moves a table of pairs to one twice as long. `home` gives the preferred place of the pair at an old place. */
function spread(old: Int32Array, home: (at: number) => number): Int32Array<ArrayBuffer> {
  const table = new Int32Array(2 * old.length);
  const mask = table.length - 1;
  for (let from = 0; from < old.length; from += 2) {
    if (old[from + 1] === 0) continue;
    let at = home(from) & mask;
    while (table[at + 1] !== 0) at = (at + 2) & mask;
    table[at] = old[from] as number;
    table[at + 1] = old[from + 1] as number;
  }
  return table;
}

/** An even number. Neighbours in value are not neighbours in the table: strided keys would fill one stretch. */
function slotOfNumber(value: number): number {
  const mixed = Math.imul(value ^ (value >>> 15), 0x85ebca6b);
  return (mixed ^ (mixed >>> 13)) << 1;
}

/** Four bytes a step (the mixing of MurmurHash3, Appleby 2008). */
function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = to - from;
  let at = from;
  for (; at + 4 <= to; at += 4) {
    const word =
      (bytes[at] as number) |
      ((bytes[at + 1] as number) << 8) |
      ((bytes[at + 2] as number) << 16) |
      ((bytes[at + 3] as number) << 24);
    hash = Math.imul(hash ^ Math.imul(word, 0xcc9e2d51), 0x1b873593);
    hash ^= hash >>> 15;
  }
  for (; at < to; at++) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return hash ^ (hash >>> 13);
}
