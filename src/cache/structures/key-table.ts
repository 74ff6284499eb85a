import { powerOfTwo } from '../../base/elementary/double';
import { NONE } from '../policy';

/** Key of an entry. `1` and `'1'` are two keys; `0` and `-0` are one; NaN is refused. */
export type Ident = string | number;

const FLOAT = new Float64Array(1);
const HALVES = new Int32Array(FLOAT.buffer);

/**
 * Hash table from keys to dense slot numbers, with a value beside each key: open addressing with linear probing over
 * one typed array, at most two thirds full. A word of the index holds the slot and, in the remaining bits, the top of
 * the hash, so that nearly every probe is decided without reading a key. Deletion shifts the cluster back (Knuth,
 * TAOCP 3, 6.4 algorithm R): there are no tombstones, so the cost of churn does not grow with time. Key and value are
 * adjacent, usually in one CPU cache line. 26 to 32 bytes a slot.
 */
export class KeyTable<V> {
  #index: Int32Array;
  #indexMask: number;
  /** Mask of the bits of a word that hold slot + 1; the other bits hold the tag. A word of 0 is empty. */
  #slotMask: number;
  /** Hash of the key in each slot; for a free slot, the next free slot. */
  #hashes: Int32Array;
  /** Key at index 2 * slot, value at 2 * slot + 1. */
  #rows: (Ident | V | undefined)[];
  #firstFree = NONE;
  #salt: number;

  /** @param salt any 32-bit number; keys that collide under one salt do not collide under another. */
  constructor(slots: number, salt: number) {
    this.#salt = salt | 0;
    this.#hashes = new Int32Array(0);
    this.#rows = [];
    this.#index = new Int32Array(2);
    this.#indexMask = 1;
    this.#slotMask = 1;
    this.resize(slots);
  }

  /** Number of slots, used and free. */
  get slots(): number {
    return this.#hashes.length;
  }

  /** Returns the hash that `find` and `bind` take, so that a miss followed by an insertion computes it once. */
  hash(key: Ident): number {
    return typeof key === 'string' ? hashString(key, this.#salt) : hashNumber(key, this.#salt);
  }

  /** Returns the slot of a key; NONE if the key is absent. */
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
        if (this.#rows[2 * slot] === key) return slot;
      }
    }
  }

  /** Reserves a free slot, which `find` never returns before `bind`; NONE if all are used: call `resize`. */
  reserve(): number {
    const slot = this.#firstFree;
    if (slot !== NONE) this.#firstFree = this.#hashes[slot] as number;
    return slot;
  }

  /** Frees a reserved slot. */
  release(slot: number): void {
    this.#hashes[slot] = this.#firstFree;
    this.#firstFree = slot;
  }

  /** Stores an absent key in a reserved slot. */
  bind(slot: number, key: Ident, hash: number): void {
    this.#hashes[slot] = hash;
    this.#rows[2 * slot] = key;
    this.#place(slot, hash);
  }

  /** Removes the key from its slot; the slot stays reserved. */
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
      // It may move into the hole unless the hole is before its home.
      if (((i - home) & mask) >= ((i - hole) & mask)) {
        index[hole] = next;
        hole = i;
      }
    }
    index[hole] = 0;
    this.#rows[2 * slot] = undefined;
  }

  keyAt(slot: number): Ident {
    return this.#rows[2 * slot] as Ident;
  }

  valueAt(slot: number): V | undefined {
    return this.#rows[2 * slot + 1] as V | undefined;
  }

  setValue(slot: number, value: V | undefined): void {
    this.#rows[2 * slot + 1] = value;
  }

  hashAt(slot: number): number {
    return this.#hashes[slot] as number;
  }

  /** Returns the slots that hold a key, in ascending order. */
  usedSlots(): Int32Array {
    return this.#index
      .filter((word) => word !== 0)
      .map((word) => (word & this.#slotMask) - 1)
      .sort();
  }

  /** Saves keys and values by reference: they never change. Slots at the end that were never used are left out. */
  save() {
    const used = this.#everUsed();
    return {
      salt: this.#salt,
      slots: this.slots,
      hashes: this.#hashes.slice(0, used),
      rows: this.#rows.slice(0, 2 * used),
      firstFree: this.#firstFree,
      index: this.#index.slice(),
    };
  }

  restore({ salt, slots, hashes, rows, firstFree, index }: ReturnType<KeyTable<V>['save']>): void {
    this.#salt = salt;
    this.#hashes = new Int32Array(slots);
    this.#rows = [...rows];
    this.#firstFree = NONE;
    this.#extend(hashes.length);
    this.#hashes.set(hashes);
    this.#firstFree = firstFree;
    this.#index = index.slice();
    this.#setMasks(slots);
  }

  /** Adds slots. Throws if `slots` is below the present number. */
  resize(slots: number): void {
    const had = this.#hashes.length;
    if (slots < had) throw new Error(`A key table of ${had} slots cannot shrink to ${slots}`);
    const hashes = new Int32Array(slots);
    hashes.set(this.#hashes);
    const used = this.usedSlots();
    this.#hashes = hashes;
    this.#setMasks(slots);
    this.#index = new Int32Array(this.#indexMask + 1);
    for (const slot of used) this.#place(slot, hashes[slot] as number);
    this.#extend(had);
  }

  /** Makes the slots from `first` on free ones without a key. */
  #extend(first: number): void {
    while (this.#rows.length < 2 * this.slots) this.#rows.push(undefined);
    for (let slot = this.slots - 1; slot >= first; slot--) this.release(slot);
  }

  /** Returns the number of the first slot from which on all are as `#extend` leaves them. */
  #everUsed(): number {
    const hashes = this.#hashes;
    let end = this.slots;
    const isFresh = (slot: number, next: number) =>
      hashes[slot] === next && this.#rows[2 * slot] === undefined && this.#rows[2 * slot + 1] === undefined;
    while (end > 0 && isFresh(end - 1, end === this.slots ? NONE : end)) end--;
    return end;
  }

  #setMasks(slots: number): void {
    this.#slotMask = powerOfTwo(32 - Math.clz32(slots)) - 1;
    this.#indexMask = powerOfTwo(32 - Math.clz32(1.5 * slots)) - 1;
  }

  #place(slot: number, hash: number): void {
    const index = this.#index;
    const mask = this.#indexMask;
    let i = hash & mask;
    while (index[i] !== 0) i = (i + 1) & mask;
    index[i] = (hash & ~this.#slotMask) | (slot + 1);
  }
}

function hashString(key: string, salt: number): number {
  let hash = salt ^ key.length;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return hash ^ (hash >>> 13);
}

function hashNumber(key: number, salt: number): number {
  const whole = key | 0;
  if (whole === key) {
    const hash = Math.imul(whole ^ salt, 0x9e3779b1);
    return hash ^ (hash >>> 15);
  }
  return hashFraction(key, salt);
}

function hashFraction(key: number, salt: number): number {
  if (typeof key !== 'number') throw new Error(`A ${typeof key} is no key by itself: say how with keyOf`);
  if (Number.isNaN(key)) throw new Error('NaN cannot be a key: it does not equal itself');
  FLOAT[0] = key;
  const hash = Math.imul(
    (HALVES[0] as number) ^ Math.imul(HALVES[1] as number, 0x85ebca6b) ^ salt,
    0x9e3779b1,
  );
  return hash ^ (hash >>> 15);
}
