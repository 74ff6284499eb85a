import { NONE } from '../policy';

/** What identifies an entry. `1` and `'1'` are two keys; `0` and `-0` are one; NaN is refused. */
export type Ident = string | number;

const FLOAT = new Float64Array(1);
const HALVES = new Int32Array(FLOAT.buffer);

/**
 * Keys to dense slot numbers: open addressing with linear probing over one typed array, at most half full. A word of
 * the index holds the slot and, in the bits that the slot leaves over, the top of the hash, so that nearly every
 * probe is decided without touching a key. Deletion shifts the cluster back (Knuth, TAOCP 3, 6.4 algorithm R): no
 * tombstones, so churn costs what it costs in the first minute. Beside a key, 12 to 20 bytes a slot.
 */
export class KeyTable {
  #index: Int32Array;
  #indexMask: number;
  /** Bits of a word that hold slot + 1; the others hold the tag. A word of 0 is empty. */
  #slotMask: number;
  /** Hash of the key in a slot; of a free slot, the next free one. */
  #hashes: Int32Array;
  #keys: Ident[];
  #firstFree = NONE;
  readonly #salt: number;

  /** @param salt any 32-bit number; keys that collide under one salt do not under another. */
  constructor(slots: number, salt: number) {
    this.#salt = salt | 0;
    this.#hashes = new Int32Array(0);
    this.#keys = [];
    this.#index = new Int32Array(2);
    this.#indexMask = 1;
    this.#slotMask = 1;
    this.resize(slots);
  }

  /** Slots there are, used and free. */
  get slots(): number {
    return this.#hashes.length;
  }

  /** The hash that `find` and `bind` ask for, so that a miss followed by an insertion computes it once. */
  hash(key: Ident): number {
    return typeof key === 'string' ? this.#hashString(key) : this.#hashNumber(key);
  }

  /** The slot that holds the key; NONE if none does. */
  find(key: Ident, hash: number): number {
    const index = this.#index;
    const mask = this.#indexMask;
    const slotMask = this.#slotMask;
    const tag = hash & ~slotMask;
    for (let i = hash & mask; ; i = (i + 1) & mask) {
      const word = index[i] as number;
      if (word === 0) return NONE;
      if ((word & ~slotMask) === tag) {
        const slot = (word & slotMask) - 1;
        if (this.#keys[slot] === key) return slot;
      }
    }
  }

  /** Takes a free slot, which no key finds before `bind`; NONE if there is none: `resize`. */
  reserve(): number {
    const slot = this.#firstFree;
    if (slot !== NONE) this.#firstFree = this.#hashes[slot] as number;
    return slot;
  }

  /** Gives a reserved slot back. */
  release(slot: number): void {
    this.#hashes[slot] = this.#firstFree;
    this.#firstFree = slot;
  }

  /** Puts a key that is not in the table into a reserved slot. */
  bind(slot: number, key: Ident, hash: number): void {
    this.#hashes[slot] = hash;
    this.#keys[slot] = key;
    this.#place(slot, hash);
  }

  /** Takes the key out of its slot; the slot stays reserved. */
  unbind(slot: number): void {
    const index = this.#index;
    const mask = this.#indexMask;
    const slotMask = this.#slotMask;
    const hashes = this.#hashes;
    const hash = hashes[slot] as number;
    const word = (hash & ~slotMask) | (slot + 1);
    let hole = hash & mask;
    while (index[hole] !== word) hole = (hole + 1) & mask;
    for (let i = (hole + 1) & mask; ; i = (i + 1) & mask) {
      const next = index[i] as number;
      if (next === 0) break;
      const home = (hashes[(next & slotMask) - 1] as number) & mask;
      // It may move into the hole if that is not before its home.
      if (((i - home) & mask) >= ((i - hole) & mask)) {
        index[hole] = next;
        hole = i;
      }
    }
    index[hole] = 0;
    this.#keys[slot] = 0; // lets go of the string and keeps an array of small integers one
  }

  keyAt(slot: number): Ident {
    return this.#keys[slot] as Ident;
  }

  hashAt(slot: number): number {
    return this.#hashes[slot] as number;
  }

  /** Slots that hold a key, in slot order. */
  usedSlots(): Int32Array {
    return this.#index
      .filter((word) => word !== 0)
      .map((word) => (word & this.#slotMask) - 1)
      .sort();
  }

  /** Adds slots; fewer than there are is refused. */
  resize(slots: number): void {
    const had = this.#hashes.length;
    if (slots < had) throw new Error(`A key table of ${had} slots cannot shrink to ${slots}`);
    const hashes = new Int32Array(slots);
    hashes.set(this.#hashes);
    const bits = 32 - Math.clz32(slots);
    const used = this.usedSlots();
    this.#hashes = hashes;
    this.#slotMask = 2 ** bits - 1;
    this.#indexMask = 2 ** (bits + 1) - 1;
    this.#index = new Int32Array(this.#indexMask + 1);
    for (const slot of used) this.#place(slot, hashes[slot] as number);
    for (let slot = slots - 1; slot >= had; slot--) {
      this.#keys[slot] = 0;
      this.release(slot);
    }
  }

  #place(slot: number, hash: number): void {
    const index = this.#index;
    const mask = this.#indexMask;
    let i = hash & mask;
    while (index[i] !== 0) i = (i + 1) & mask;
    index[i] = (hash & ~this.#slotMask) | (slot + 1);
  }

  #hashString(key: string): number {
    let hash = this.#salt ^ key.length;
    for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
    return this.#mix(hash);
  }

  #hashNumber(key: number): number {
    const whole = key | 0;
    if (whole === key) return this.#mix(whole ^ this.#salt);
    if (typeof key !== 'number') throw new Error(`A ${typeof key} is no key by itself: say how with keyOf`);
    if (Number.isNaN(key)) throw new Error('NaN cannot be a key: it does not equal itself');
    FLOAT[0] = key;
    return this.#mix((HALVES[0] as number) ^ Math.imul(HALVES[1] as number, 0x9e3779b1) ^ this.#salt);
  }

  /** The finaliser of MurmurHash3 (Appleby): every bit of the input reaches every bit of the hash. */
  #mix(value: number): number {
    let hash = value;
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return hash ^ (hash >>> 16);
  }
}
