import { z } from 'zod/mini';
import { param } from '../param';
import { definePolicy, NONE, type Policy, type PolicyContext } from '../policy';
import { Segments } from '../structures/segments';

const share = (byDefault: number, help: string) =>
  param(z.number().check(z.positive(), z.lt(1)), byDefault, help);

/**
 * S3-FIFO: three FIFO queues. New entries pass through a small one; those used there move to the main queue, the others
 * are evicted and their keys remembered in a ghost queue. A request for a remembered key enters the main queue at once.
 * There the oldest entry gets another round for each use. Yang et al., SOSP 2023, with the thresholds of the authors'
 * simulator. Parameters: `small` 0.1 and `ghost` 0.9, shares of the capacity; `uses` 2, hits that move a new entry to
 * the main queue. Cost: O(1) amortised a request, one byte written on a hit, 10 bytes an id.
 */
export const s3fifo = definePolicy({
  name: 's3-fifo',
  label: 'S3-FIFO',
  summary:
    'A small queue evicts most new entries soon; entries used there or requested again join the main one.',
  needs: [],
  params: z.object({
    small: share(0.1, 'Queue for new entries, as a share of the capacity.'),
    ghost: share(0.9, 'Keys remembered after they left that queue, as a share of the capacity.'),
    uses: param(z.int().check(z.gte(1), z.lte(3)), 2, 'Hits that move a new entry to the main queue.'),
  }),
  // One extra id for the incoming entry while a victim is evicted.
  ghosts: (capacity, params) => atLeastOne(capacity * params.ghost) + 1,
  create: (context, params) => new S3Fifo(context, params),
});

// The segments.
const SMALL = 0;
const MAIN = 1;
const GHOST = 2;

/** Uses beyond these are not counted. */
const MOST_USES = 3;

interface Params {
  readonly small: number;
  readonly ghost: number;
  readonly uses: number;
}

class S3Fifo implements Policy {
  readonly #context: PolicyContext;
  readonly #params: Params;
  readonly #segments: Segments;
  #uses: Uint8Array;
  #maxMain = 0;
  #maxGhost = 0;

  constructor(context: PolicyContext, params: Params) {
    this.#context = context;
    this.#params = params;
    this.#segments = new Segments(context, 3);
    this.#uses = new Uint8Array(context.ids);
    this.#share(context.capacity);
  }

  hit(id: number): void {
    const uses = this.#uses[id] as number;
    if (uses < MOST_USES) this.#uses[id] = uses + 1;
    this.#segments.reweigh(id);
  }

  insert(id: number): void {
    const remembered = this.#segments.of(id) === GHOST;
    if (remembered) this.#segments.leave(id);
    this.#uses[id] = 0;
    this.#segments.enter(id, remembered ? MAIN : SMALL);
  }

  remove(id: number): void {
    this.#segments.leave(id);
  }

  evict(incoming: number): number {
    const segments = this.#segments;
    if (segments.held(MAIN) <= this.#maxMain)
      for (let id = segments.oldest(SMALL); id !== NONE; id = segments.oldest(SMALL)) {
        if (this.#isUsed(id)) {
          this.#uses[id] = 0;
          segments.move(id, MAIN);
          continue;
        }
        this.#remember(id, incoming);
        return id;
      }
    return this.#evictMain();
  }

  order(limit: number): Int32Array {
    // First the main queue's excess, then the unused entries of the small queue, then the others.
    const small = this.#segments.list(Infinity, [SMALL]);
    const uses = (id: number) => this.#uses[id] as number;
    const main = this.#segments.list(Infinity, [MAIN]).sort((a, b) => uses(a) - uses(b));
    let over = 0;
    let left = this.#segments.held(MAIN) - this.#maxMain;
    while (left > 0 && over < main.length) left -= this.#segments.weightOf(main[over++] as number);
    const unused = small.filter((id) => !this.#isUsed(id));
    const used = small.filter((id) => this.#isUsed(id));
    const ids = [...main.subarray(0, over), ...unused, ...main.subarray(over), ...used];
    return Int32Array.from(ids.slice(0, limit));
  }

  save() {
    return { segments: this.#segments.save(), uses: this.#uses.slice() };
  }

  restore({ segments, uses }: ReturnType<S3Fifo['save']>): void {
    this.#segments.restore(segments);
    this.#uses = uses.slice();
  }

  resize(ids: number, capacity: number): void {
    const uses = new Uint8Array(ids);
    uses.set(this.#uses.subarray(0, ids));
    this.#uses = uses;
    this.#segments.resize(ids);
    this.#share(capacity);
    this.#trim(this.#maxGhost);
  }

  #share(capacity: number): void {
    this.#maxMain = capacity - atLeastOne(capacity * this.#params.small);
    this.#maxGhost = atLeastOne(capacity * this.#params.ghost);
  }

  #isUsed(id: number): boolean {
    return (this.#uses[id] as number) >= this.#params.uses;
  }

  /** Evicts the oldest entry of the main queue that has no round left. */
  #evictMain(): number {
    const segments = this.#segments;
    let id = segments.oldest(MAIN);
    for (; this.#uses[id] !== 0; id = segments.oldest(MAIN)) {
      this.#uses[id] = (this.#uses[id] as number) - 1;
      segments.renew(id);
    }
    segments.leave(id);
    this.#context.forget(id);
    return id;
  }

  /** Remembers the victim. If the incoming key is remembered too, it stays so until it enters, beyond the bound. */
  #remember(id: number, incoming: number): void {
    const segments = this.#segments;
    const awaited = incoming !== NONE && segments.of(incoming) === GHOST;
    if (awaited) segments.renew(incoming);
    segments.move(id, GHOST);
    this.#trim(awaited ? this.#maxGhost + segments.weightOf(incoming) : this.#maxGhost);
  }

  #trim(maxGhost: number): void {
    const segments = this.#segments;
    while (segments.held(GHOST) > maxGhost) {
      const oldest = segments.oldest(GHOST);
      segments.leave(oldest);
      this.#context.forget(oldest);
    }
  }
}

const atLeastOne = (share: number): number => Math.max(1, Math.floor(share));
