import { NONE } from '../policy';

/**
 * List of dense ids sorted by number of uses, ties by last use. It is a doubly linked list; the ids of one frequency
 * form a run, and each run stores its last id. A use moves an id past the rest of its run, and past the next run if
 * that has the new frequency, in O(1). 24 bytes an id; nothing is allocated after construction.
 */
export class FrequencyRow {
  #before: Int32Array;
  #after: Int32Array;
  /** Run of each id. */
  #run: Int32Array;
  /** Frequency and last id of each run; for a free run, `last` is the next free run. */
  #frequency: Float64Array;
  #last: Int32Array;
  #freeRun = NONE;
  /** Runs allocated so far; higher numbers are unused. */
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

  /** Least used id; NONE when the list is empty. */
  get first(): number {
    return this.#first;
  }

  /** Adds an id that is not in the list, with one use. */
  add(id: number): void {
    const first = this.#first;
    const run = first === NONE ? NONE : (this.#run[first] as number);
    const behind = run !== NONE && this.#frequency[run] === 1 ? (this.#last[run] as number) : NONE;
    this.#put(id, behind, 1);
  }

  /** Records one more use of an id. */
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

  /** Returns the first `limit` ids, least used first. */
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

  /** Returns a copy for `ids` ids, more or fewer; every listed id must be below the new number. */
  over(ids: number): FrequencyRow {
    const row = new FrequencyRow(ids);
    let last = NONE;
    for (const id of this.list(this.#size)) {
      row.#put(id, last, this.#frequency[this.#run[id] as number] as number);
      last = id;
    }
    return row;
  }

  /** Inserts an id after the last id of a run (NONE: at the front). It joins that run if the frequencies are equal. */
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
