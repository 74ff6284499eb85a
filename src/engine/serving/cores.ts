import type { VirtualMs } from '../../base/units';
import type { Clock } from '../time/clock';

/** Computations that may wait for a core. A bound on memory: beyond it a computation is refused at once. */
const LONGEST_QUEUE = 5_000;

/** Something that needs a core: `begin` does it and tells how long it takes, `end` comes when that time is over. */
export interface Job {
  begin(): VirtualMs;
  end(): void;
}

/** Something that keeps its core until it gives it back, which it does once. */
export type Tenant = (giveBack: () => void) => void;

/** One process of the recommendation service: so many cores, and a queue in front of them, first come, first served. */
export class Replica {
  #busy = 0;
  readonly #queue: (Job | Tenant)[] = [];
  #head = 0;

  constructor(
    private readonly clock: Clock,
    private cores: number,
  ) {}

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

  /** False when the queue is full: the job was not taken. */
  submit(job: Job | Tenant): boolean {
    if (this.queued >= LONGEST_QUEUE) return false;
    this.#queue.push(job);
    this.#fill();
    return true;
  }

  #fill(): void {
    while (this.#busy < this.cores && this.queued > 0) {
      const job = this.#queue[this.#head++] as Job | Tenant;
      if (this.#head > 1_000 && this.#head * 2 > this.#queue.length) {
        this.#queue.splice(0, this.#head);
        this.#head = 0;
      }
      this.#busy++;
      if (typeof job === 'function') {
        job(() => {
          this.#busy--;
          this.#fill();
        });
        continue;
      }
      this.clock.after(job.begin(), () => {
        this.#busy--;
        job.end();
        this.#fill();
      });
    }
  }
}
