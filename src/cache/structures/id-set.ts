import type { Random } from '../../base/random';

/** Dense ids in no order, to draw from: a filled array, and where in it each id stands. O(1) each, 8 bytes an id. */
export class IdSet {
  #members: Int32Array;
  #places: Int32Array;
  #size = 0;

  constructor(ids: number) {
    this.#members = new Int32Array(ids);
    this.#places = new Int32Array(ids);
  }

  get size(): number {
    return this.#size;
  }

  add(id: number): void {
    this.#members[this.#size] = id;
    this.#places[id] = this.#size++;
  }

  remove(id: number): void {
    // The last member takes the place that becomes free.
    const last = this.#members[--this.#size] as number;
    const place = this.#places[id] as number;
    this.#members[place] = last;
    this.#places[last] = place;
  }

  /**
   * The `turn`-th of `draws` draws: any member with the same odds, perhaps one that was drawn before; in a set no
   * larger than that each member in turn.
   */
  draw(random: Random, turn: number, draws: number): number {
    return this.#members[this.#size <= draws ? turn % this.#size : random.int(this.#size)] as number;
  }

  /** The first `limit` members by rank, lowest first. Sorts a copy. */
  ranked(limit: number, rankOf: (id: number) => number): Int32Array {
    const ids = this.#members.slice(0, this.#size);
    return ids.sort((a, b) => rankOf(a) - rankOf(b)).slice(0, limit);
  }

  save() {
    return { members: this.#members.slice(), places: this.#places.slice(), size: this.#size };
  }

  restore({ members, places, size }: ReturnType<IdSet['save']>): void {
    this.#members = members.slice();
    this.#places = places.slice();
    this.#size = size;
  }

  /** Takes more (or fewer) ids; members must be below the new number. */
  resize(ids: number): void {
    const members = new Int32Array(ids);
    const places = new Int32Array(ids);
    members.set(this.#members.subarray(0, this.#size));
    places.set(this.#places.subarray(0, ids));
    this.#members = members;
    this.#places = places;
  }
}
