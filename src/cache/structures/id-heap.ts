/**
 * Dense ids by key, the lowest first: a binary heap that knows where each id stands, so that a key may change and an
 * id may leave at any time. Among equal keys the one that was set first is lower. O(log n) a change, 24 bytes an id,
 * nothing allocated after the start. The caller keeps to it that an id is added once.
 */
export class IdHeap {
  #heap: Int32Array;
  /** Where in the heap an id stands. */
  #places: Int32Array;
  #keys: Float64Array;
  /** Which setting of a key it was that set this one. */
  #turns: Float64Array;
  #turn = 0;
  #size = 0;

  constructor(ids: number) {
    this.#heap = new Int32Array(ids);
    this.#places = new Int32Array(ids);
    this.#keys = new Float64Array(ids);
    this.#turns = new Float64Array(ids);
  }

  /** The id with the lowest key; there must be one. */
  get lowest(): number {
    return this.#heap[0] as number;
  }

  keyOf(id: number): number {
    return this.#keys[id] as number;
  }

  add(id: number, key: number): void {
    this.#set(id, key);
    this.#rise(id, this.#size++);
  }

  /** Gives an id that is in another key. */
  change(id: number, key: number): void {
    this.#set(id, key);
    this.#settle(id, this.#places[id] as number);
  }

  remove(id: number): void {
    const last = this.#heap[--this.#size] as number;
    if (last !== id) this.#settle(last, this.#places[id] as number);
  }

  /** The first `limit` ids, lowest first. Sorts a copy. */
  list(limit = this.#size): Int32Array {
    const ids = this.#heap.slice(0, this.#size);
    return ids.sort((a, b) => (this.#isBelow(a, b) ? -1 : 1)).slice(0, limit);
  }

  save() {
    return {
      heap: this.#heap.slice(),
      places: this.#places.slice(),
      keys: this.#keys.slice(),
      turns: this.#turns.slice(),
      turn: this.#turn,
      size: this.#size,
    };
  }

  restore({ heap, places, keys, turns, turn, size }: ReturnType<IdHeap['save']>): void {
    this.#heap = heap.slice();
    this.#places = places.slice();
    this.#keys = keys.slice();
    this.#turns = turns.slice();
    this.#turn = turn;
    this.#size = size;
  }

  /** Takes more (or fewer) ids; those that are in must be below the new number. */
  resize(ids: number): void {
    const heap = new Int32Array(ids);
    const places = new Int32Array(ids);
    const keys = new Float64Array(ids);
    const turns = new Float64Array(ids);
    heap.set(this.#heap.subarray(0, this.#size));
    places.set(this.#places.subarray(0, ids));
    keys.set(this.#keys.subarray(0, ids));
    turns.set(this.#turns.subarray(0, ids));
    this.#heap = heap;
    this.#places = places;
    this.#keys = keys;
    this.#turns = turns;
  }

  #set(id: number, key: number): void {
    this.#keys[id] = key;
    this.#turns[id] = this.#turn++;
  }

  #isBelow(a: number, b: number): boolean {
    const difference = (this.#keys[a] as number) - (this.#keys[b] as number);
    return difference < 0 || (difference === 0 && (this.#turns[a] as number) < (this.#turns[b] as number));
  }

  /** Finds the place for an id from a free one: above it or below it. */
  #settle(id: number, place: number): void {
    if (!this.#rise(id, place)) this.#sink(id, place);
  }

  /** Whether it moved. */
  #rise(id: number, from: number): boolean {
    let place = from;
    while (place > 0) {
      const parent = this.#heap[(place - 1) >> 1] as number;
      if (!this.#isBelow(id, parent)) break;
      this.#put(parent, place);
      place = (place - 1) >> 1;
    }
    this.#put(id, place);
    return place !== from;
  }

  #sink(id: number, from: number): void {
    let place = from;
    for (let below = 2 * place + 1; below < this.#size; below = 2 * place + 1) {
      const left = this.#heap[below] as number;
      const other = below + 1 < this.#size && this.#isBelow(this.#heap[below + 1] as number, left);
      const child = other ? (this.#heap[++below] as number) : left;
      if (!this.#isBelow(child, id)) break;
      this.#put(child, place);
      place = below;
    }
    this.#put(id, place);
  }

  #put(id: number, place: number): void {
    this.#heap[place] = id;
    this.#places[id] = place;
  }
}
