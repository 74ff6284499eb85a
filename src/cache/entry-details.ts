/** Times and hits of each entry, by slot: 20 bytes a slot, one clock reading a request. */
export class EntryDetails {
  /** Time of insertion at 2 * slot, of the last use at 2 * slot + 1. */
  #times: Float64Array;
  #hits: Uint32Array;

  constructor(slots: number) {
    this.#times = new Float64Array(2 * slots);
    this.#hits = new Uint32Array(slots);
  }

  enter(slot: number, now: number): void {
    this.#times[2 * slot] = now;
    this.#times[2 * slot + 1] = now;
    this.#hits[slot] = 0;
  }

  touch(slot: number, now: number): void {
    this.#times[2 * slot + 1] = now;
    this.#hits[slot] = (this.#hits[slot] as number) + 1;
  }

  insertedAt(slot: number): number {
    return this.#times[2 * slot] as number;
  }
  usedAt(slot: number): number {
    return this.#times[2 * slot + 1] as number;
  }
  hitsOf(slot: number): number {
    return this.#hits[slot] as number;
  }

  save() {
    return { times: this.#times.slice(), hits: this.#hits.slice() };
  }

  restore({ times, hits }: ReturnType<EntryDetails['save']>): void {
    this.#times = times.slice();
    this.#hits = hits.slice();
  }

  resize(slots: number): void {
    const times = new Float64Array(2 * slots);
    times.set(this.#times.subarray(0, 2 * slots));
    const hits = new Uint32Array(slots);
    hits.set(this.#hits.subarray(0, slots));
    this.#times = times;
    this.#hits = hits;
  }
}
