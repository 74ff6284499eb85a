import { z } from 'zod/mini';
import { param } from '../param';
import { definePolicy, NONE, type Policy, type PolicyContext } from '../policy';
import { Segments } from '../structures/segments';

const share = (byDefault: number, help: string) =>
  param(z.number().check(z.positive(), z.lte(1)), byDefault, help);

/**
 * 2Q: new entries pass through a short FIFO queue (A1in). Evicted keys are remembered for a while (A1out); a request
 * for a remembered key puts its entry into the main LRU queue (Am), which a scan therefore never reaches.
 * Johnson and Shasha, VLDB 1994, full version. Parameters, in shares of the capacity: `in` 0.25, `out` 0.5 (keys
 * without values). Cost: O(1) a request, 9 bytes an id.
 */
export const twoQ = definePolicy({
  name: '2q',
  label: '2Q',
  summary: 'A queue for new entries, and an LRU for those requested again soon after they left it.',
  needs: [],
  params: z.object({
    in: share(0.25, 'Queue for new entries (A1in), as a share of the capacity.'),
    out: share(0.5, 'Keys remembered after they left that queue (A1out), as a share of the capacity.'),
  }),
  // One extra id for the incoming entry while a victim is evicted.
  ghosts: (capacity, params) => Math.max(1, Math.floor(capacity * params.out)) + 1,
  create: (context, params) => new TwoQ(context, params),
});

// The segments.
const IN = 0;
const MAIN = 1;
const OUT = 2;

interface Shares {
  readonly in: number;
  readonly out: number;
}

class TwoQ implements Policy {
  readonly #context: PolicyContext;
  readonly #shares: Shares;
  readonly #segments: Segments;
  #maxIn = 0;
  #maxOut = 0;

  constructor(context: PolicyContext, shares: Shares) {
    this.#context = context;
    this.#shares = shares;
    this.#segments = new Segments(context, 3);
    this.#share(context.capacity);
  }

  hit(id: number): void {
    // A hit in A1in moves nothing: one burst of use does not predict later use.
    if (this.#segments.of(id) === MAIN) this.#segments.renew(id);
    this.#segments.reweigh(id);
  }

  insert(id: number): void {
    const remembered = this.#segments.of(id) === OUT;
    if (remembered) this.#segments.leave(id);
    this.#segments.enter(id, remembered ? MAIN : IN);
  }

  remove(id: number): void {
    this.#segments.leave(id);
  }

  evict(incoming: number): number {
    const segments = this.#segments;
    const from = segments.held(IN) > this.#maxIn || segments.oldest(MAIN) === NONE ? IN : MAIN;
    const victim = segments.oldest(from);
    if (from === MAIN || segments.weightOf(victim) > this.#maxOut) {
      segments.leave(victim);
      this.#context.forget(victim);
    } else this.#remember(victim, incoming);
    return victim;
  }

  order(limit: number): Int32Array {
    // First the new entries over their share, then the main queue, then the other new entries.
    const newEntries = this.#segments.list(limit, [IN]);
    const main = this.#segments.list(limit, [MAIN]);
    let over = 0;
    let left = this.#segments.held(IN) - this.#maxIn;
    while (left > 0 && over < newEntries.length)
      left -= this.#segments.weightOf(newEntries[over++] as number);
    const ids = new Int32Array(newEntries.length + main.length);
    ids.set(newEntries);
    ids.copyWithin(over + main.length, over, newEntries.length);
    ids.set(main, over);
    return ids.subarray(0, limit);
  }

  save() {
    return { segments: this.#segments.save() };
  }

  restore({ segments }: ReturnType<TwoQ['save']>): void {
    this.#segments.restore(segments);
  }

  resize(ids: number, capacity: number): void {
    this.#segments.resize(ids);
    this.#share(capacity);
    this.#trim(this.#maxOut);
  }

  #share(capacity: number): void {
    this.#maxIn = capacity * this.#shares.in;
    this.#maxOut = Math.max(1, capacity * this.#shares.out);
  }

  /** Remembers the victim. If the incoming key is remembered too, it stays so until it enters, beyond the bound. */
  #remember(victim: number, incoming: number): void {
    const segments = this.#segments;
    const awaited = incoming !== NONE && segments.of(incoming) === OUT;
    if (awaited) segments.renew(incoming);
    segments.move(victim, OUT);
    this.#trim(awaited ? this.#maxOut + segments.weightOf(incoming) : this.#maxOut);
  }

  #trim(maxOut: number): void {
    while (this.#segments.held(OUT) > maxOut) {
      const oldest = this.#segments.oldest(OUT);
      this.#segments.leave(oldest);
      this.#context.forget(oldest);
    }
  }
}
