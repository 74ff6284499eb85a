import { powerOfTwo } from '../base/elementary/double';
import { TraceError } from './trace-error';

/** Digits of a key that is taken for a number: what surely fits 31 bits. */
const MOST_DIGITS = 9;
/** Numbers below it need no hashing: a table of 16 MB at most. */
const DIRECT_LIMIT = 1 << 22;
/** Keys that are looked up together. */
const BATCH = 32;
/** In place of a length: what waits is a number. */
const NUMBER = -1;
/** Words of 4 bytes. */
const ARENA_LIMIT = 2 ** 30;
/** A place leaves one bit at least to the tag. */
const PLACE_LIMIT = 2 ** 31;

/**
 * Keys as raw bytes to dense ids, in order of first appearance, without making a string of any. A key that is a plain
 * decimal number is found by its value: small ones by index, others by hash. All others lie behind each other in one
 * arena of words and are found through a table of one word each, which holds the place of the key and, in the bits
 * left over, a part of its hash: two cache misses a key, which a batch of keys waits for together (group prefetching:
 * Chen, Ailamaki, Gibbons and Mowry, ICDE 2004). A number and a text are never the same key.
 * Cost: O(length of the key). Memory: 4 to 16 bytes a number; 16 to 24 bytes a text, and its own rounded up to 4.
 */
export class KeyNumbers {
  #count = 0;
  /** By the number itself, its id + 1. */
  #small = new Int32Array(64);
  /** Open addressing, at most half full: at 2 slot the number, at 2 slot + 1 its id + 1; 0 is an empty slot. */
  #large = new Int32Array(64);
  #largeUsed = 0;

  /** Open addressing, at most half full: the tag of a key's hash and its place in the arena; 0 is an empty slot. */
  #texts = new Int32Array(64);
  #textsUsed = 0;
  /** Bits of a word that hold a place; the others hold the tag. */
  #placeMask = 255;
  /** A key: its id, its length in bytes, its bytes in words of 4, the last filled up with zeros. Place 0 is no key. */
  #arena = new Int32Array(256);
  #arenaUsed = 1;
  /** The keys that wait for their ids: their words behind each other, and of each where they start, its length in bytes
   * or NUMBER, and its hash or the number itself. */
  #words = new Int32Array(64);
  #wordsUsed = 0;
  readonly #starts = new Int32Array(BATCH);
  readonly #lengths = new Int32Array(BATCH);
  readonly #hashes = new Int32Array(BATCH);
  readonly #fetched = new Int32Array(BATCH);
  #waiting = 0;
  readonly #single = new Int32Array(1);

  /** Distinct keys so far. */
  get count(): number {
    return this.#count;
  }

  /** Keys that were taken and have no id yet. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Whether `number` must come before the next `take`. */
  get full(): boolean {
    return this.#waiting === BATCH;
  }

  /** The id of the key that stands in `bytes` from `from` to before `to`. No key may wait. */
  idOf(bytes: Uint8Array, from: number, to: number): number {
    this.take(bytes, from, to);
    this.number(this.#single, 0);
    return this.#single[0] as number;
  }

  /** The id of a key that is a whole number, 0 or more: the same as that of its digits. No key may wait. */
  idOfNumber(value: number): number {
    if (value > 0 && value < DIRECT_LIMIT) return this.#idOfSmall(value);
    const digits = new TextEncoder().encode(String(value));
    return this.idOf(digits, 0, digits.length);
  }

  /** Takes the key that stands in `bytes` from `from` to before `to`; its id comes with the next `number`. */
  take(bytes: Uint8Array, from: number, to: number): void {
    const at = this.#waiting++;
    const value = decimalIn(bytes, from, to);
    this.#lengths[at] = value === 0 ? to - from : NUMBER;
    this.#hashes[at] = value === 0 ? this.#takeText(at, bytes, from, to) : value;
  }

  /** Writes the ids of the keys that wait, as they were taken, into `ids` from `at` on. */
  number(ids: Int32Array, at: number): void {
    const hashes = this.#hashes;
    const fetched = this.#fetched;
    const waiting = this.#waiting;
    const texts = this.#texts;
    const arena = this.#arena;
    const mask = texts.length - 1;
    const placeMask = this.#placeMask;
    // Nothing of this is needed but that it be in the processor's cache: none of these looks waits for another.
    for (let i = 0; i < waiting; i++)
      fetched[i] = (texts[(hashes[i] as number) & mask] as number) & placeMask;
    for (let i = 0; i < waiting; i++) fetched[i] = arena[fetched[i] as number] as number;
    for (let i = 0; i < waiting; i++) {
      const value = hashes[i] as number;
      if (this.#lengths[i] !== NUMBER) ids[at + i] = this.#idOfText(i);
      else ids[at + i] = value < DIRECT_LIMIT ? this.#idOfSmall(value) : this.#idOfLarge(value);
    }
    this.#waiting = 0;
    this.#wordsUsed = 0;
  }

  #idOfSmall(value: number): number {
    if (value >= this.#small.length) this.#small = lengthened(this.#small, value + 1);
    const found = this.#small[value] as number;
    if (found !== 0) return found - 1;
    this.#small[value] = ++this.#count;
    return this.#count - 1;
  }

  #idOfLarge(value: number): number {
    const large = this.#large;
    const mask = large.length - 1;
    let at = slotOf(value) & mask;
    for (; large[at + 1] !== 0; at = (at + 2) & mask) {
      if (large[at] === value) return (large[at + 1] as number) - 1;
    }
    large[at] = value;
    large[at + 1] = ++this.#count;
    if (++this.#largeUsed * 4 > large.length) this.#growLarge();
    return this.#count - 1;
  }

  #growLarge(): void {
    const old = this.#large;
    const large = new Int32Array(2 * old.length);
    const mask = large.length - 1;
    for (let from = 0; from < old.length; from += 2) {
      if (old[from + 1] === 0) continue;
      let at = slotOf(old[from] as number) & mask;
      while (large[at + 1] !== 0) at = (at + 2) & mask;
      large[at] = old[from] as number;
      large[at + 1] = old[from + 1] as number;
    }
    this.#large = large;
  }

  #idOfText(waiting: number): number {
    const length = this.#lengths[waiting] as number;
    const hash = this.#hashes[waiting] as number;
    const start = this.#starts[waiting] as number;
    const texts = this.#texts;
    const arena = this.#arena;
    const mask = texts.length - 1;
    const placeMask = this.#placeMask;
    const tag = hash & ~placeMask;
    let at = hash & mask;
    for (; texts[at] !== 0; at = (at + 1) & mask) {
      const word = texts[at] as number;
      const place = word & placeMask;
      if (
        (word & ~placeMask) === tag &&
        arena[place + 1] === length &&
        this.#stands(start, place + 2, length)
      )
        return arena[place] as number;
    }
    const place = this.#keep(start, length);
    // The arena may have outgrown the places' bits: then all has moved.
    if (place > this.#placeMask || ++this.#textsUsed * 2 > mask) this.#growTexts();
    else texts[at] = tag | place;
    return this.#count++;
  }

  /** Copies a key to the words that wait and gives its hash: four bytes a step (mixed as in MurmurHash3, Appleby 2008). */
  #takeText(waiting: number, bytes: Uint8Array, from: number, to: number): number {
    const start = this.#wordsUsed;
    this.#wordsUsed += (to - from + 3) >> 2;
    if (this.#wordsUsed > this.#words.length) this.#words = lengthened(this.#words, this.#wordsUsed);
    this.#starts[waiting] = start;
    const words = this.#words;
    let hash = to - from;
    let count = start;
    let at = from;
    for (; at + 4 <= to; at += 4) {
      const word =
        (bytes[at] as number) |
        ((bytes[at + 1] as number) << 8) |
        ((bytes[at + 2] as number) << 16) |
        ((bytes[at + 3] as number) << 24);
      words[count++] = word;
      hash = mixed(hash, word);
    }
    if (at < to) {
      let word = 0;
      for (let shift = 0; at < to; at++, shift += 8) word |= (bytes[at] as number) << shift;
      words[count] = word;
      hash = mixed(hash, word);
    }
    return finished(hash);
  }

  /** Whether the key whose words wait from `start` on stands in the arena. */
  #stands(start: number, place: number, length: number): boolean {
    const arena = this.#arena;
    const words = this.#words;
    for (let i = 0; 4 * i < length; i++) if (arena[place + i] !== words[start + i]) return false;
    return true;
  }

  /** Appends the key whose words wait from `start` on to the arena. */
  #keep(start: number, length: number): number {
    const place = this.#arenaUsed;
    const count = (length + 3) >> 2;
    const end = place + 2 + count;
    if (end > this.#arena.length) {
      if (end > ARENA_LIMIT)
        throw new TraceError('the distinct keys are longer than 4 GB together.', {
          advice: 'Replay a part of the file, or replace keys by numbers.',
        });
      this.#arena = lengthened(this.#arena, end);
    }
    const arena = this.#arena;
    arena[place] = this.#count;
    arena[place + 1] = length;
    for (let i = 0; i < count; i++) arena[place + 2 + i] = this.#words[start + i] as number;
    this.#arenaUsed = end;
    return place;
  }

  /** Makes the table anew from the arena, which is walked in order: bits enough for the places, at most half full. */
  #growTexts(): void {
    const arena = this.#arena;
    const isHalfFull = 2 * this.#textsUsed >= this.#texts.length;
    const texts = new Int32Array(isHalfFull ? 4 * this.#texts.length : this.#texts.length);
    const mask = texts.length - 1;
    // The arena may double twice before all has to move again.
    this.#placeMask = Math.min(4 * arena.length, PLACE_LIMIT) - 1;
    this.#texts = texts;
    let used = 0;
    for (let place = 1; place < this.#arenaUsed; used++) {
      const length = arena[place + 1] as number;
      const next = place + 2 + ((length + 3) >> 2);
      let hash = length;
      for (let i = place + 2; i < next; i++) hash = mixed(hash, arena[i] as number);
      hash = finished(hash);
      let at = hash & mask;
      while (texts[at] !== 0) at = (at + 1) & mask;
      texts[at] = (hash & ~this.#placeMask) | place;
      place = next;
    }
    this.#textsUsed = used;
  }
}

/** The value of a key that is a plain decimal number; 0 if it is none. A leading zero makes it a text: 7 and 07 are two. */
function decimalIn(bytes: Uint8Array, from: number, to: number): number {
  if (to - from > MOST_DIGITS || bytes[from] === 0x30) return 0;
  let value = 0;
  for (let at = from; at < to; at++) {
    const digit = (bytes[at] as number) - 0x30;
    if (digit < 0 || digit > 9) return 0;
    value = value * 10 + digit;
  }
  return value;
}

/** A copy with room for at least `length` numbers, a power of two. */
function lengthened(old: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const copy = new Int32Array(powerOfTwo(32 - Math.clz32(length - 1)));
  copy.set(old);
  return copy;
}

/** An even number. Neighbours in value are not neighbours in the table: strided keys would fill one stretch. */
function slotOf(value: number): number {
  const hash = Math.imul(value ^ (value >>> 15), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) << 1;
}

function mixed(hash: number, word: number): number {
  const next = Math.imul(hash ^ Math.imul(word, 0xcc9e2d51), 0x1b873593);
  return next ^ (next >>> 15);
}

function finished(hash: number): number {
  const next = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return next ^ (next >>> 13);
}
