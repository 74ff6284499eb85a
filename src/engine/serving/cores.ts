import type { Saved } from '../../base/saved';
import type { VirtualMs } from '../../base/units';
import type { RunClock, Work } from '../time/events';
import type { ReplicaId } from './request';

/** Computations that may wait for a core. A bound on memory: beyond it a computation is refused at once. */
const LONGEST_QUEUE = 5_000;

/** What one kind of work does when it has a core. */
export interface Worker {
  /** Begins. Returns its virtual duration, `open` if it gives the core back later, `none` if it needs no core. */
  begin(id: number): VirtualMs | 'open' | 'none';
  /** Its duration is over, and its core is free. */
  end(id: number): void;
}

interface CoresState {
  readonly cores: number;
  readonly busy: number;
  readonly queue: readonly Work[];
}

/** The cores of one replica, and a queue in front of them, first come, first served. */
export class Cores implements Saved<CoresState> {
  #busy = 0;
  #queue: Work[] = [];
  #head = 0;
  #workers: Readonly<Record<Work['kind'], Worker>> | undefined;

  constructor(
    private readonly clock: RunClock,
    private cores: number,
    /** The replica that they belong to. */
    private readonly replica: ReplicaId = 0,
  ) {}

  /** Sets what each kind of work does. Once, before the first `submit`. */
  employ(workers: Readonly<Record<Work['kind'], Worker>>): void {
    this.#workers = workers;
  }

  get busyCores(): number {
    return this.#busy;
  }

  get queued(): number {
    return this.#queue.length - this.#head;
  }

  setCores(cores: number): void {
    this.cores = cores;
    this.#fill();
  }

  /** False when the queue is full: the work was not taken. */
  submit(work: Work): boolean {
    if (this.queued >= LONGEST_QUEUE) return false;
    this.#queue.push(work);
    this.#fill();
    return true;
  }

  /** The duration of a work is over. */
  done({ kind, id }: Work): void {
    this.#busy--;
    this.#worker(kind).end(id);
    this.#fill();
  }

  /** An open work gives its core back. */
  giveBack(): void {
    this.#busy--;
    this.#fill();
  }

  save(): CoresState {
    return { cores: this.cores, busy: this.#busy, queue: this.#queue.slice(this.#head) };
  }

  restore({ cores, busy, queue }: CoresState): void {
    this.cores = cores;
    this.#busy = busy;
    this.#queue = [...queue];
    this.#head = 0;
  }

  #fill(): void {
    while (this.#busy < this.cores && this.queued > 0) {
      const work = this.#queue[this.#head++] as Work;
      if (this.#head > 1_000 && this.#head * 2 > this.#queue.length) {
        this.#queue.splice(0, this.#head);
        this.#head = 0;
      }
      this.#busy++;
      const ms = this.#worker(work.kind).begin(work.id);
      if (ms === 'none') this.#busy--;
      else if (ms !== 'open') this.clock.after(ms, 'work done', { replica: this.replica, work });
    }
  }

  #worker(kind: Work['kind']): Worker {
    if (!this.#workers) throw new Error(`${kind} came before the cores knew what it does`);
    return this.#workers[kind];
  }
}
