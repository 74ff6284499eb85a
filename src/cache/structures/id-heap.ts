/**
 * Binary min-heap of dense ids by key. It stores the position of each id, so that a key can change and an id can be
 * removed at any time. Among equal keys the one set first is lower. O(log n) a change, 24 bytes an id, nothing
 * allocated after construction. The caller adds an id only while it is absent.
 */
export class IdHeap {
  #heap: Int32Array;
  /** Heap position of each id. */
  #places: Int32Array;
  #keys: Float64Array;
  /** Sequence number of the call that set each key: the tie-breaker. */
  #turns: Float64Array;
  #turn = 0;
  #size = 0;

  constructor(ids: number) {
    this.#heap = new Int32Array(ids);
    this.#places = new Int32Array(ids);
    this.#keys = new Float64Array(ids);
    this.#turns = new Float64Array(ids);
  }

  /** Id with the lowest key; the heap must not be empty. */
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

  /** Changes the key of an id in the heap. */
  change(id: number, key: number): void {
    this.#set(id, key);
    this.#settle(id, this.#places[id] as number);
  }

  remove(id: number): void {
    const last = this.#heap[--this.#size] as number;
    if (last !== id) this.#settle(last, this.#places[id] as number);
  }

  /** Returns the first `limit` ids, lowest key first. Sorts a copy. */
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

  /** Resizes to `ids` ids, more or fewer; every id in the heap must be below the new number. */
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

  /** Moves an id from a free position up or down to its place. */
  #settle(id: number, place: number): void {
    if (!this.#rise(id, place)) this.#sink(id, place);
  }

  /** Moves an id up from a position; returns whether it moved. */
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
