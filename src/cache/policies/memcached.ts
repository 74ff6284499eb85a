import { z } from 'zod/mini';
import { param } from '../param';
import { definePolicy, NONE, type Policy, type PolicyContext } from '../policy';
import { Segments } from '../structures/segments';

const HOT = 0;
const WARM = 1;
const COLD = 2;
/** For what dies soon anyway: it neither moves nor counts for the shares. */
const TEMP = 3;
const VICTIMS: readonly number[] = [COLD, HOT, WARM, TEMP];

/** Used since it came. */
const FETCHED = 1;
/** Used again, since it came or last moved. */
const ACTIVE = 2;

/**
 * Memcached's segmented LRU: a use sets a bit only, and what an entry has earned is seen when it is the oldest of its
 * queue. Who was used twice goes from HOT to WARM and round in WARM, from COLD to WARM at once; who was not sinks to
 * COLD while HOT or WARM hold more than their shares, and COLD's oldest goes. Memcached: doc/new_lru.txt, items.c
 * (1.6). What the server's maintainer thread does now and then is done here at each entry and eviction; its limits by
 * age (hot_max_factor, warm_max_factor) are left out. Shares are of what is in, as there.
 * Parameters: `hotPercent`, `warmPercent`, `temporaryTtlSeconds`. Cost: O(1) amortised, a byte written on a hit, 10
 * bytes an id.
 */
export const memcached = definePolicy({
  name: 'memcached',
  label: 'Memcached (segmented LRU)',
  summary: 'New entries are hot, those used twice warm, all others sink to cold, whose oldest goes.',
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
      'Entries with no longer to live wait apart and go last (temporary_ttl); 0: none, as on the server.',
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

  /** HOT first: what is active there ends in WARM, which may then be over its share. */
  #maintain(): void {
    const segments = this.#segments;
    const total = segments.held(HOT) + segments.held(WARM) + segments.held(COLD);
    this.#drain(HOT, (total * this.#params.hotPercent) / 100);
    this.#drain(WARM, (total * this.#params.warmPercent) / 100);
  }

  /** Each active one that is met loses its bit, so that this ends. */
  #drain(segment: number, limit: number): void {
    const segments = this.#segments;
    for (let id = segments.oldest(segment); id !== NONE; id = segments.oldest(segment)) {
      if ((this.#bits[id] as number) & ACTIVE) this.#move(id, WARM);
      else if (segments.held(segment) > limit) this.#move(id, COLD);
      else return;
    }
  }

  /** It is active no more, but needs only one more use to be. */
  #move(id: number, to: number): void {
    this.#bits[id] = (this.#bits[id] as number) & FETCHED;
    this.#segments.leave(id);
    this.#segments.enter(id, to);
  }
}
