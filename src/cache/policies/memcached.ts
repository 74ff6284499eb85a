import { z } from 'zod/mini';
import { param } from '../param';
import { definePolicy, NONE, type Policy, type PolicyContext } from '../policy';
import { Segments } from '../structures/segments';

const HOT = 0;
const WARM = 1;
const COLD = 2;
/** Segment of entries close to their deadline: they neither move nor count for the shares. */
const TEMP = 3;
const VICTIMS: readonly number[] = [COLD, HOT, WARM, TEMP];

/** Bit: used since its insertion. */
const FETCHED = 1;
/** Bit: used again since its insertion or last move. */
const ACTIVE = 2;

/**
 * Memcached's segmented LRU: a use only sets a bit, which is read when the entry is the oldest of its queue. An entry
 * used twice moves from HOT to WARM, to the young end within WARM, and from COLD to WARM at once. Other entries move to
 * COLD while HOT or WARM exceed their shares, and the oldest of COLD is evicted. Memcached: doc/new_lru.txt, items.c
 * (1.6). The work of the server's maintainer thread is done here at each insertion and eviction; its limits by age
 * (hot_max_factor, warm_max_factor) are left out. Shares are of the resident weight, as on the server.
 * Parameters: `hotPercent`, `warmPercent`, `temporaryTtlSeconds`. Cost: O(1) amortised, a byte written on a hit, 10
 * bytes an id.
 */
export const memcached = definePolicy({
  name: 'memcached',
  label: 'Memcached (segmented LRU)',
  summary: 'New entries are hot, those used twice warm, all others cold; evicts the oldest cold one.',
  needs: [],
  params: z.object({
    hotPercent: param(
      z.int().check(z.gte(1), z.lte(80)),
      20,
      'Share of the hot queue, percent (hot_lru_pct).',
    ),
    warmPercent: param(
      z.int().check(z.gte(1), z.lte(80)),
      40,
      'Share of the warm queue, percent (warm_lru_pct).',
    ),
    temporaryTtlSeconds: param(
      z.number().check(z.gte(0), z.lte(86_400)),
      0,
      'Entries with at most this time to live are kept apart and evicted last (temporary_ttl); 0: none, the server’s default.',
    ),
  }),
  create: (context, params) => new Memcached(context, params),
});

interface Params {
  readonly hotPercent: number;
  readonly warmPercent: number;
  readonly temporaryTtlSeconds: number;
}

class Memcached implements Policy {
  readonly #context: PolicyContext;
  readonly #params: Params;
  readonly #segments: Segments;
  #bits: Uint8Array;

  constructor(context: PolicyContext, params: Params) {
    this.#context = context;
    this.#params = params;
    this.#segments = new Segments(context, 4);
    this.#bits = new Uint8Array(context.ids);
  }

  hit(id: number): void {
    const bits = this.#bits[id] as number;
    if (bits & ACTIVE) return;
    if (bits === 0) this.#bits[id] = FETCHED;
    else if (this.#segments.of(id) === COLD) this.#move(id, WARM);
    else this.#bits[id] = bits | ACTIVE;
  }

  insert(id: number): void {
    this.#bits[id] = 0;
    this.#segments.enter(id, this.#isTemporary(id) ? TEMP : HOT);
    this.#maintain();
  }

  remove(id: number): void {
    this.#segments.leave(id);
  }

  evict(): number {
    this.#maintain();
    const segments = this.#segments;
    let turn = 0;
    while (segments.oldest(VICTIMS[turn] as number) === NONE) turn++;
    const victim = segments.oldest(VICTIMS[turn] as number);
    segments.leave(victim);
    return victim;
  }

  order(limit: number): Int32Array {
    return this.#segments.list(limit, VICTIMS);
  }

  save() {
    return { segments: this.#segments.save(), bits: this.#bits.slice() };
  }

  restore({ segments, bits }: ReturnType<Memcached['save']>): void {
    this.#segments.restore(segments);
    this.#bits = bits.slice();
  }

  resize(ids: number): void {
    this.#segments.resize(ids);
    const bits = new Uint8Array(ids);
    bits.set(this.#bits.subarray(0, ids));
    this.#bits = bits;
  }

  #isTemporary(id: number): boolean {
    const { temporaryTtlSeconds } = this.#params;
    if (temporaryTtlSeconds === 0) return false;
    return this.#context.deadlineOf(id) - this.#context.now() <= 1000 * temporaryTtlSeconds;
  }

  /** Drains HOT first: its active entries move to WARM, which may then exceed its share. */
  #maintain(): void {
    const segments = this.#segments;
    const total = segments.held(HOT) + segments.held(WARM) + segments.held(COLD);
    this.#drain(HOT, (total * this.#params.hotPercent) / 100);
    this.#drain(WARM, (total * this.#params.warmPercent) / 100);
  }

  /** Moves entries out of a segment over its limit. Active entries lose their bit, so that the loop ends. */
  #drain(segment: number, limit: number): void {
    const segments = this.#segments;
    for (let id = segments.oldest(segment); id !== NONE; id = segments.oldest(segment)) {
      if ((this.#bits[id] as number) & ACTIVE) this.#move(id, WARM);
      else if (segments.held(segment) > limit) this.#move(id, COLD);
      else return;
    }
  }

  /** Moves an entry and clears its ACTIVE bit; one more use sets it again. */
  #move(id: number, to: number): void {
    this.#bits[id] = (this.#bits[id] as number) & FETCHED;
    this.#segments.leave(id);
    this.#segments.enter(id, to);
  }
}
