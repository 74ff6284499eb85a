import { powerOfTwo } from '../base/elementary/double';
import { TraceError } from './trace-error';

/** Most digits of a key treated as a number: fits into 31 bits. */
const MAX_DIGITS = 9;
/** Numbers below it are indexed directly: a table of at most 16 MB. */
const DIRECT_LIMIT = 1 << 22;
/** Number of keys looked up together. */
const BATCH = 32;
/** In place of a length: the queued key is a number. */
const NUMBER = -1;
/** Words of 4 bytes. */
const ARENA_LIMIT = 2 ** 30;
/** An offset leaves at least one bit to the tag. */
const OFFSET_LIMIT = 2 ** 31;

/**
 * Maps keys, as raw bytes, to dense ids in order of first appearance, without creating strings. A key that is a plain
 * decimal number is found by its value: small ones by index, others by hash. All other keys are stored one after the
 * other in an arena of words. A table of one word per key finds them; the word holds the key's offset and, in the
 * remaining bits, part of its hash. That is two cache misses per key, which overlap within a batch of keys (group
 * prefetching: Chen, Ailamaki, Gibbons and Mowry, ICDE 2004). A number and a text are never the same key.
 * Cost: O(length of the key). Memory: 4 to 16 bytes per number; 16 to 24 bytes per text plus its bytes rounded up to 4.
 */
export class KeyNumbers {
  #count = 0;
  /** Indexed by the number: its id + 1. */
  #small = new Int32Array(64);
  /** Open addressing, at most half full: the number at 2 × slot, its id + 1 at 2 × slot + 1; 0 marks an empty slot. */
  #large = new Int32Array(64);
  #largeUsed = 0;

  /** Open addressing, at most half full: the tag of a key's hash and its arena offset; 0 marks an empty slot. */
  #texts = new Int32Array(64);
  #textsUsed = 0;
  /** Mask of the bits of a word that hold an offset; the others hold the tag. */
  #offsetMask = 255;
  /** Per key: its id, its length in bytes, its bytes in words of 4, the last padded with zeros. Offset 0 is no key. */
  #arena = new Int32Array(256);
  #arenaUsed = 1;
  /**
   * The queued keys: their words one after the other, and for each its start, its length in bytes or NUMBER, and its
   * hash or the number itself.
   */
  #words = new Int32Array(64);
  #wordsUsed = 0;
  readonly #starts = new Int32Array(BATCH);
  readonly #lengths = new Int32Array(BATCH);
  readonly #hashes = new Int32Array(BATCH);
  readonly #fetched = new Int32Array(BATCH);
  #waiting = 0;
  readonly #single = new Int32Array(1);

  /** Number of distinct keys so far. */
  get count(): number {
    return this.#count;
  }

  /** Number of queued keys without an id. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Whether `number` must be called before the next `take`. */
  get full(): boolean {
    return this.#waiting === BATCH;
  }

  /** Returns the id of the key in `bytes` from `from` up to but excluding `to`. No key may be queued. */
  idOf(bytes: Uint8Array, from: number, to: number): number {
    this.take(bytes, from, to);
    this.number(this.#single, 0);
    return this.#single[0] as number;
  }

  /** Returns the id of an integer key of 0 or more: the same id as that of its digits. No key may be queued. */
  idOfNumber(value: number): number {
    if (value > 0 && value < DIRECT_LIMIT) return this.#idOfSmall(value);
    const digits = new TextEncoder().encode(String(value));
    return this.idOf(digits, 0, digits.length);
  }

  /** Queues the key in `bytes` from `from` up to but excluding `to`; the next `number` assigns its id. */
  take(bytes: Uint8Array, from: number, to: number): void {
    const at = this.#waiting++;
    const value = decimalIn(bytes, from, to);
    this.#lengths[at] = value === 0 ? to - from : NUMBER;
    this.#hashes[at] = value === 0 ? this.#takeText(at, bytes, from, to) : value;
  }

  /** Writes the ids of the queued keys, in order, into `ids` from `at` on. */
  number(ids: Int32Array, at: number): void {
    const hashes = this.#hashes;
    const fetched = this.#fetched;
    const waiting = this.#waiting;
    const texts = this.#texts;
    const arena = this.#arena;
    const mask = texts.length - 1;
    const offsetMask = this.#offsetMask;
    // Only loads the words into the processor's cache: none of these reads depends on another.
    for (let i = 0; i < waiting; i++)
      fetched[i] = (texts[(hashes[i] as number) & mask] as number) & offsetMask;
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
    const offsetMask = this.#offsetMask;
    const tag = hash & ~offsetMask;
    let at = hash & mask;
    for (; texts[at] !== 0; at = (at + 1) & mask) {
      const word = texts[at] as number;
      const offset = word & offsetMask;
      if (
        (word & ~offsetMask) === tag &&
        arena[offset + 1] === length &&
        this.#isAt(start, offset + 2, length)
      )
        return arena[offset] as number;
    }
    const offset = this.#append(start, length);
    // If the arena outgrew the bits of an offset, all keys move.
    if (offset > this.#offsetMask || ++this.#textsUsed * 2 > mask) this.#growTexts();
    else texts[at] = tag | offset;
    return this.#count++;
  }

  /** Copies a key to the queue and returns its hash: four bytes per step (mixed as in MurmurHash3, Appleby 2008). */
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

  /** Returns whether the queued key with words from `start` on equals the key at this arena offset. */
  #isAt(start: number, offset: number, length: number): boolean {
    const arena = this.#arena;
    const words = this.#words;
    for (let i = 0; 4 * i < length; i++) if (arena[offset + i] !== words[start + i]) return false;
    return true;
  }

  /** Appends the queued key with words from `start` on to the arena. */
  #append(start: number, length: number): number {
    const offset = this.#arenaUsed;
    const count = (length + 3) >> 2;
    const end = offset + 2 + count;
    if (end > this.#arena.length) {
      if (end > ARENA_LIMIT)
        throw new TraceError('the distinct keys take more than 4 GB.', {
          advice: 'Replay part of the file, or replace the keys by numbers.',
        });
      this.#arena = lengthened(this.#arena, end);
    }
    const arena = this.#arena;
    arena[offset] = this.#count;
    arena[offset + 1] = length;
    for (let i = 0; i < count; i++) arena[offset + 2 + i] = this.#words[start + i] as number;
    this.#arenaUsed = end;
    return offset;
  }

  /** Rebuilds the table by walking the arena in order, with enough bits for the offsets, at most half full. */
  #growTexts(): void {
    const arena = this.#arena;
    const isHalfFull = 2 * this.#textsUsed >= this.#texts.length;
    const texts = new Int32Array(isHalfFull ? 4 * this.#texts.length : this.#texts.length);
    const mask = texts.length - 1;
    // The arena may double twice before all keys move again.
    this.#offsetMask = Math.min(4 * arena.length, OFFSET_LIMIT) - 1;
    this.#texts = texts;
    let used = 0;
    for (let offset = 1; offset < this.#arenaUsed; used++) {
      const length = arena[offset + 1] as number;
      const next = offset + 2 + ((length + 3) >> 2);
      let hash = length;
      for (let i = offset + 2; i < next; i++) hash = mixed(hash, arena[i] as number);
      hash = finished(hash);
      let at = hash & mask;
      while (texts[at] !== 0) at = (at + 1) & mask;
      texts[at] = (hash & ~this.#offsetMask) | offset;
      offset = next;
    }
    this.#textsUsed = used;
  }
}

/**
 * Returns the value of a key that is a plain decimal number, otherwise 0. A leading zero makes it a text: 7 and 07 are
 * two keys.
 */
function decimalIn(bytes: Uint8Array, from: number, to: number): number {
  if (to - from > MAX_DIGITS || bytes[from] === 0x30) return 0;
  let value = 0;
  for (let at = from; at < to; at++) {
    const digit = (bytes[at] as number) - 0x30;
    if (digit < 0 || digit > 9) return 0;
    value = value * 10 + digit;
  }
  return value;
}

/** Returns a copy with room for at least `length` numbers, a power of two. */
function lengthened(old: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const copy = new Int32Array(powerOfTwo(32 - Math.clz32(length - 1)));
  copy.set(old);
  return copy;
}

/** Returns an even slot. Hashing spreads adjacent values: strided keys would otherwise fill one region of the table. */
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
