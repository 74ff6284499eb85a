import { z } from 'zod/mini';
import { param } from '../param';
import { definePolicy, NONE, type Policy, type PolicyContext } from '../policy';
import { IdQueue } from '../structures/id-queue';
import { Segments } from '../structures/segments';

/**
 * LIRS: ranks entries by the number of other keys requested between their last two uses. Entries where that is low
 * (LIR) get nearly all of the capacity; the others (HIR) pass through a short queue. A stack of last uses, down to the
 * LIR entry unused for longest, tells them apart: a HIR entry or ghost used while in the stack replaces that LIR entry.
 * Jiang and Zhang, SIGMETRICS 2002. Parameters: `hir` 0.01, a share of the capacity; `ghosts` 1, keys remembered, in
 * capacities (the authors set no bound). Cost: O(1) amortised a request, 18 bytes an id.
 */
export const lirs = definePolicy({
  name: 'lirs',
  label: 'LIRS',
  summary: 'Keeps entries that are used again soon; all others pass through a very short queue.',
  needs: [],
  params: z.object({
    hir: param(
      z.number().check(z.positive(), z.lt(1)),
      0.01,
      'Queue for entries not used again soon (resident HIR), as a share of the capacity.',
    ),
    ghosts: param(
      z.number().check(z.gte(0), z.lte(10)),
      1,
      'Keys remembered without values (HIR not resident), in capacities.',
    ),
  }),
  // One extra id for the incoming entry while a victim is evicted.
  ghosts: (capacity, params) => Math.floor(capacity * params.ghosts) + 1,
  create: (context, params) => new Lirs(context, params),
});

// The segments. The queue order of LIR is unused: the stack orders these entries.
const LIR = 0;
const HIR = 1;
const GHOST = 2;

interface Params {
  readonly hir: number;
  readonly ghosts: number;
}

class Lirs implements Policy {
  readonly #context: PolicyContext;
  readonly #params: Params;
  readonly #segments: Segments;
  /** Ids by last use. The oldest is LIR, if any id is; all ghosts are in the stack. */
  readonly #stack: IdQueue;
  #stacked: Uint8Array;
  #maxLir = 0;
  #maxGhost = 0;

  constructor(context: PolicyContext, params: Params) {
    this.#context = context;
    this.#params = params;
    this.#segments = new Segments(context, 3);
    this.#stack = new IdQueue(context.ids);
    this.#stacked = new Uint8Array(context.ids);
    this.#share(context.capacity);
  }

  hit(id: number): void {
    const segments = this.#segments;
    segments.reweigh(id);
    if (segments.of(id) === LIR) {
      this.#stack.renew(id);
      this.#settle();
    } else if (this.#stacked[id] === 1) {
      this.#raise(id);
    } else {
      segments.renew(id);
      this.#push(id);
    }
  }

  insert(id: number): void {
    const segments = this.#segments;
    if (segments.of(id) === GHOST) {
      segments.reweigh(id);
      this.#raise(id);
    } else {
      // Every new entry is LIR until the LIR entries have their share.
      segments.enter(id, segments.held(LIR) + segments.weigh(id) <= this.#maxLir ? LIR : HIR);
      this.#push(id);
      this.#prune();
    }
  }

  remove(id: number): void {
    this.#segments.leave(id);
    this.#unstack(id);
    this.#prune();
  }

  evict(incoming: number): number {
    const segments = this.#segments;
    const hir = segments.oldest(HIR);
    const victim = hir === NONE ? this.#stack.oldest : hir;
    if (hir !== NONE && this.#stacked[victim] === 1) {
      segments.move(victim, GHOST);
      this.#trim(incoming);
    } else {
      segments.leave(victim);
      this.#unstack(victim);
      this.#prune();
      this.#context.forget(victim);
    }
    return victim;
  }

  order(limit: number): Int32Array {
    const hir = this.#segments.list(limit, [HIR]);
    const lir = this.#stack.list().filter((id) => this.#segments.of(id) === LIR);
    return Int32Array.from([...hir, ...lir].slice(0, limit));
  }

  save() {
    return { segments: this.#segments.save(), stack: this.#stack.save(), stacked: this.#stacked.slice() };
  }

  restore({ segments, stack, stacked }: ReturnType<Lirs['save']>): void {
    this.#segments.restore(segments);
    this.#stack.restore(stack);
    this.#stacked = stacked.slice();
  }

  resize(ids: number, capacity: number): void {
    const stacked = new Uint8Array(ids);
    stacked.set(this.#stacked.subarray(0, ids));
    this.#stacked = stacked;
    this.#segments.resize(ids);
    this.#stack.resize(ids);
    this.#share(capacity);
    this.#settle();
    this.#trim(NONE);
  }

  #share(capacity: number): void {
    this.#maxLir = capacity - Math.max(1, Math.floor(capacity * this.#params.hir));
    this.#maxGhost = capacity * this.#params.ghosts;
  }

  /** Makes an id that is in the stack LIR. */
  #raise(id: number): void {
    this.#segments.move(id, LIR);
    this.#stack.renew(id);
    this.#settle();
  }

  /** Demotes the LIR entries unused for longest, over their share, to HIR; the stack ends at a LIR entry again. */
  #settle(): void {
    const segments = this.#segments;
    this.#prune();
    while (segments.held(LIR) > this.#maxLir) {
      segments.move(this.#stack.oldest, HIR);
      this.#prune();
    }
  }

  /** Removes ids older than all LIR entries from the stack; ghosts among them are forgotten. */
  #prune(): void {
    const segments = this.#segments;
    for (let id = this.#stack.oldest; id !== NONE && segments.of(id) !== LIR; id = this.#stack.oldest) {
      this.#unstack(id);
      if (segments.of(id) !== GHOST) continue;
      segments.leave(id);
      this.#context.forget(id);
    }
  }

  #trim(incoming: number): void {
    const segments = this.#segments;
    const awaited = incoming !== NONE && segments.of(incoming) === GHOST;
    if (awaited) segments.renew(incoming);
    const max = awaited ? this.#maxGhost + segments.weightOf(incoming) : this.#maxGhost;
    while (segments.held(GHOST) > max) {
      const oldest = segments.oldest(GHOST);
      segments.leave(oldest);
      this.#unstack(oldest);
      this.#context.forget(oldest);
    }
  }

  /** Makes an id the youngest of the stack. */
  #push(id: number): void {
    if (this.#stacked[id] === 1) this.#stack.renew(id);
    else this.#stack.add(id);
    this.#stacked[id] = 1;
  }

  #unstack(id: number): void {
    if (this.#stacked[id] === 1) this.#stack.remove(id);
    this.#stacked[id] = 0;
  }
}
