import type { Random } from '../../base/random';

/**
 * Unordered set of dense ids for random draws: a packed array and the position of each id. O(1) each, 8 bytes an id.
 */
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
    // The last member fills the gap.
    const last = this.#members[--this.#size] as number;
    const place = this.#places[id] as number;
    this.#members[place] = last;
    this.#places[last] = place;
  }

  /**
   * Returns the member for draw number `turn` of `draws`: uniform, with replacement. A set of at most `draws` members
   * is enumerated in turn instead.
   */
  draw(random: Random, turn: number, draws: number): number {
    return this.#members[this.#size <= draws ? turn % this.#size : random.int(this.#size)] as number;
  }

  /** Returns the first `limit` members by rank, lowest first. Sorts a copy. */
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

  /** Resizes to `ids` ids, more or fewer; every member must be below the new number. */
  resize(ids: number): void {
    const members = new Int32Array(ids);
    const places = new Int32Array(ids);
    members.set(this.#members.subarray(0, this.#size));
    places.set(this.#places.subarray(0, ids));
    this.#members = members;
    this.#places = places;
  }
}
