import { NONE } from '../policy';

/**
 * Dense ids in a row by how often they were used, and among equals by when: a doubly linked list in which the ids of
 * one frequency form a run that knows its last. So a use moves an id past the rest of its run, and of the next one if
 * that is of its new frequency, in O(1). 24 bytes an id; nothing is allocated after the start.
 */
export class FrequencyRow {
  #before: Int32Array;
  #after: Int32Array;
  /** The run that an id stands in. */
  #run: Int32Array;
  /** Of each run the frequency, and the last id; of a free run the next free one. */
  #frequency: Float64Array;
  #last: Int32Array;
  #freeRun = NONE;
  /** Runs from this number on were never used. */
  #runs = 0;
  #first = NONE;
  #size = 0;

  constructor(ids: number) {
    this.#before = new Int32Array(ids);
    this.#after = new Int32Array(ids);
    this.#run = new Int32Array(ids);
    this.#frequency = new Float64Array(ids);
    this.#last = new Int32Array(ids);
  }

  /** The id used least; NONE when there is none. */
  get first(): number {
    return this.#first;
  }

  /** An id that is not in the row enters it, used once. */
  add(id: number): void {
    const first = this.#first;
    const run = first === NONE ? NONE : (this.#run[first] as number);
    const behind = run !== NONE && this.#frequency[run] === 1 ? (this.#last[run] as number) : NONE;
    this.#put(id, behind, 1);
  }

  /** An id was used once more. */
  raise(id: number): void {
    const run = this.#run[id] as number;
    const frequency = (this.#frequency[run] as number) + 1;
    let behind = this.#last[run] as number;
    const next = this.#after[behind] as number;
    const nextRun = next === NONE ? NONE : (this.#run[next] as number);
    if (nextRun !== NONE && this.#frequency[nextRun] === frequency) behind = this.#last[nextRun] as number;
    else if (behind === id) behind = this.#before[id] as number;
    this.remove(id);
    this.#put(id, behind, frequency);
  }

  remove(id: number): void {
    const before = this.#before[id] as number;
    const after = this.#after[id] as number;
    const run = this.#run[id] as number;
    if (this.#last[run] === id) {
      if (before !== NONE && this.#run[before] === run) this.#last[run] = before;
      else this.#free(run);
    }
    if (before === NONE) this.#first = after;
    else this.#after[before] = after;
    if (after !== NONE) this.#before[after] = before;
    this.#size--;
  }

  /** The first `limit` ids, the one used least first. */
  list(limit: number): Int32Array {
    const ids = new Int32Array(Math.min(limit, this.#size));
    for (let id = this.#first, i = 0; i < ids.length; id = this.#after[id] as number, i++) ids[i] = id;
    return ids;
  }

  save() {
    return {
      before: this.#before.slice(),
      after: this.#after.slice(),
      run: this.#run.slice(),
      frequency: this.#frequency.slice(),
      last: this.#last.slice(),
      freeRun: this.#freeRun,
      runs: this.#runs,
      first: this.#first,
      size: this.#size,
    };
  }

  restore({
    before,
    after,
    run,
    frequency,
    last,
    freeRun,
    runs,
    first,
    size,
  }: ReturnType<FrequencyRow['save']>): void {
    this.#before = before.slice();
    this.#after = after.slice();
    this.#run = run.slice();
    this.#frequency = frequency.slice();
    this.#last = last.slice();
    this.#freeRun = freeRun;
    this.#runs = runs;
    this.#first = first;
    this.#size = size;
  }

  /** The same row over more (or fewer) ids; those that stand in it must be below the new number. */
  over(ids: number): FrequencyRow {
    const row = new FrequencyRow(ids);
    let last = NONE;
    for (const id of this.list(this.#size)) {
      row.#put(id, last, this.#frequency[this.#run[id] as number] as number);
      last = id;
    }
    return row;
  }

  /** Puts an id behind the last one of a run; NONE: in front of all. It joins that run if it is of its frequency. */
  #put(id: number, behind: number, frequency: number): void {
    let run = behind === NONE ? NONE : (this.#run[behind] as number);
    if (run === NONE || this.#frequency[run] !== frequency) run = this.#newRun(frequency);
    this.#run[id] = run;
    this.#last[run] = id;
    const after = behind === NONE ? this.#first : (this.#after[behind] as number);
    this.#before[id] = behind;
    this.#after[id] = after;
    if (behind === NONE) this.#first = id;
    else this.#after[behind] = id;
    if (after !== NONE) this.#before[after] = id;
    this.#size++;
  }

  #newRun(frequency: number): number {
    let run = this.#freeRun;
    if (run === NONE) run = this.#runs++;
    else this.#freeRun = this.#last[run] as number;
    this.#frequency[run] = frequency;
    return run;
  }

  #free(run: number): void {
    this.#last[run] = this.#freeRun;
    this.#freeRun = run;
  }
}
