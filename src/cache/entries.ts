import { NONE } from './policy';
import { type Ident, KeyTable } from './structures/key-table';

const FREE = 0;
const RESIDENT = 1;
const GHOST = 2;

/**
 * Contents of the slots: key and value, and where needed weight and cost. A slot is free, or holds a resident, or is
 * kept for a key without a value that the policy remembers (a ghost).
 */
export class Entries<K, V> {
  readonly #table: KeyTable<V>;
  readonly #keyOf: ((key: K) => Ident) | undefined;
  /** Original keys, if `keyOf` maps them to others in the table. */
  #keys: (K | undefined)[] = [];
  /** State of each slot, only if there may be ghosts: else every key in the table is resident. */
  #state: Uint8Array | undefined;
  #weights: Float64Array | undefined;
  #costs: Float32Array | undefined;
  /** Key that the last `seek` did not find, for the insertion that may follow. */
  #sought: Ident = 0;
  #ghost = NONE;
  #hash = 0;
  /** No insertion since that miss: an insertion need not search again. */
  #absent = false;

  constructor(
    slots: number,
    salt: number,
    about: { keyOf: ((key: K) => Ident) | undefined; weighed: boolean },
  ) {
    this.#table = new KeyTable<V>(slots, salt);
    this.#keyOf = about.keyOf;
    if (about.weighed) this.#weights = new Float64Array(slots);
  }

  get slots(): number {
    return this.#table.slots;
  }

  get weighed(): boolean {
    return this.#weights !== undefined;
  }

  startWeighing(): void {
    this.#weights ??= new Float64Array(this.slots);
  }

  /** Allows slots to be kept for ghosts from now on. */
  allowGhosts(): void {
    if (this.#state) return;
    const state = new Uint8Array(this.slots);
    for (const slot of this.residents()) state[slot] = RESIDENT;
    this.#state = state;
  }

  identOf(key: K): Ident {
    return this.#keyOf === undefined ? (key as Ident) : this.#keyOf(key);
  }

  /** Returns the slot of a resident key, or NONE. */
  seek(key: K): number {
    const ident = this.identOf(key);
    if (this.#absent && ident === this.#sought) return NONE;
    const hash = this.#table.hash(ident);
    const slot = this.#table.find(ident, hash);
    if (slot !== NONE && (this.#state === undefined || this.#state[slot] === RESIDENT)) return slot;
    this.#sought = ident;
    this.#hash = hash;
    this.#absent = true;
    this.#ghost = slot;
    return NONE;
  }

  /** Hash of the key that the last `seek` did not find. */
  get soughtHash(): number {
    return this.#hash;
  }

  hashOf(key: K): number {
    const ident = this.identOf(key);
    return this.#absent && ident === this.#sought ? this.#hash : this.#table.hash(ident);
  }

  /** Ghost slot of the key that the last `seek` did not find; NONE if the policy does not remember it. */
  get soughtGhost(): number {
    return this.#ghost;
  }

  /** Reserves a free slot, empty until `enter`; NONE if all are used: call `resize`. */
  reserve(): number {
    return this.#table.reserve();
  }

  /** Frees a reserved slot. */
  release(slot: number): void {
    this.#table.release(slot);
  }

  /** Stores an entry in a reserved slot, or in the slot of its ghost. */
  enter(slot: number, key: K, hash: number, value: V, weight: number, cost: number): void {
    if (!this.#holdsGhost(slot)) {
      const ident = this.identOf(key);
      this.#table.bind(slot, ident, hash);
    }
    this.#absent = false;
    if (this.#state !== undefined) this.#state[slot] = RESIDENT;
    if (this.#keyOf !== undefined) this.#keys[slot] = key;
    this.replace(slot, value, weight, cost);
  }

  replace(slot: number, value: V, weight: number, cost: number): void {
    this.#table.setValue(slot, value);
    this.announce(slot, weight, cost);
  }

  /** Removes a value; the slot keeps its key if `remembered`. */
  leave(slot: number, remembered: boolean): void {
    this.#table.setValue(slot, undefined);
    if (remembered && this.#state !== undefined) this.#state[slot] = GHOST;
    else this.#free(slot);
  }

  /** Frees the slot of a ghost; does nothing for other slots. */
  forget(slot: number): void {
    if (this.#holdsGhost(slot)) this.#free(slot);
  }

  keyAt(slot: number): K {
    return (this.#keyOf === undefined ? this.#table.keyAt(slot) : this.#keys[slot]) as K;
  }
  valueAt(slot: number): V | undefined {
    return this.#table.valueAt(slot);
  }
  hashAt(slot: number): number {
    return this.#table.hashAt(slot);
  }
  /** Returns the weight in bytes; 1 if entries are not weighed. */
  weightAt(slot: number): number {
    return this.#weights === undefined ? 1 : (this.#weights[slot] as number);
  }
  /** Returns the cost in milliseconds; 1 if unknown. */
  costAt(slot: number): number {
    return this.#costs === undefined ? 1 : (this.#costs[slot] as number);
  }
  /** Sets weight and cost of an incoming entry before it enters: policies read them. */
  announce(slot: number, weight: number, cost: number): void {
    if (this.#weights !== undefined) this.#weights[slot] = weight;
    this.#setCost(slot, cost);
  }

  /** Calls `visit` for each resident in slot order. `visit` may remove that resident. */
  forEachResident(visit: (slot: number) => void): void {
    for (const slot of this.residents()) visit(slot);
  }

  /** Returns the resident slots in slot order. */
  residents(): Int32Array {
    return this.#table.usedSlots().filter((slot) => !this.#holdsGhost(slot));
  }

  forgetGhosts(): void {
    if (this.#state !== undefined) for (const slot of this.#table.usedSlots()) this.forget(slot);
  }

  /** Saves the slots without the last missed key: a state is saved between two requests. */
  save() {
    return {
      table: this.#table.save(),
      keys: [...this.#keys],
      state: this.#state?.slice(),
      weights: this.#weights?.slice(),
      costs: this.#costs?.slice(),
    };
  }

  restore({ table, keys, state, weights, costs }: ReturnType<Entries<K, V>['save']>): void {
    this.#table.restore(table);
    this.#keys = [...keys];
    this.#state = state?.slice();
    this.#weights = weights?.slice();
    this.#costs = costs?.slice();
    this.#absent = false;
    this.#ghost = NONE;
  }

  resize(slots: number): void {
    this.#table.resize(slots);
    if (this.#state) this.#state = copied(new Uint8Array(slots), this.#state);
    if (this.#weights) this.#weights = copied(new Float64Array(slots), this.#weights);
    if (this.#costs) this.#costs = copied(new Float32Array(slots).fill(1), this.#costs);
  }

  #holdsGhost(slot: number): boolean {
    return this.#state !== undefined && this.#state[slot] === GHOST;
  }

  #setCost(slot: number, cost: number): void {
    if (this.#costs !== undefined) this.#costs[slot] = cost;
    else if (cost !== 1) {
      this.#costs = new Float32Array(this.slots).fill(1);
      this.#costs[slot] = cost;
    }
  }

  #free(slot: number): void {
    if (this.#state !== undefined) this.#state[slot] = FREE;
    if (this.#keyOf !== undefined) this.#keys[slot] = undefined;
    this.#table.unbind(slot);
    this.#table.release(slot);
    if (slot === this.#ghost) this.#ghost = NONE;
  }
}

function copied<T extends Uint8Array | Float64Array | Float32Array>(column: T, from: T): T {
  column.set(from);
  return column;
}
