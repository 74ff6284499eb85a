import { z } from 'zod/mini';
import { param } from '../param';
import { definePolicy, NONE, type Policy, type PolicyContext } from '../policy';
import { FrequencySketch } from '../structures/frequency-sketch';
import { Segments } from '../structures/segments';

const share = (byDefault: number, help: string) =>
  param(z.number().check(z.positive(), z.lt(1)), byDefault, help);

/**
 * W-TinyLFU: newcomers enter a small LRU window; who is pushed out of it must be more in demand, as far as a sketch of
 * frequencies knows, than the one that the main cache, an SLRU of two segments, would give up for it. The window grows
 * and shrinks towards more hits. Einziger, Friedman and Manes, ACM TOS 2017; Einziger, Eytan, Friedman and Manes,
 * Middleware 2018, with the steps of Caffeine. Parameters: `window` 0.01 of the capacity, `protected` 0.8 of the rest,
 * `adaptive`, `lead` 1 use, `history` 2 keys an entry. Cost: O(1) amortised a request, 10 bytes an id, 16 an entry.
 */
export const wTinyLfu = definePolicy({
  name: 'w-tinylfu',
  label: 'W-TinyLFU',
  summary:
    'Who is pushed out of a small window of newcomers must be more in demand than who would go for it.',
  needs: [],
  params: z.object({
    window: share(0.01, 'LRU window of newcomers, as a share of the capacity; if adaptive, at least that.'),
    protected: share(0.8, 'What was used again, as a share of the room behind the window.'),
    adaptive: param(z.boolean(), true, 'Whether the window’s share follows the hit ratio.'),
    lead: param(
      z.int().check(z.gte(0), z.lte(15)),
      1,
      'Uses by which a newcomer must be ahead by more than; 0 as published.',
    ),
    history: param(
      z.number().check(z.gte(0), z.lte(10)),
      2,
      'Keys whose frequency outlives their eviction, for each entry.',
    ),
  }),
  // One more: who is at the door while room is made for it.
  ghosts: (capacity, params) => Math.floor(capacity * params.history) + 1,
  create: (context, params) => new WTinyLfu(context, params),
});

// The segments.
const WINDOW = 0;
const PROBATION = 1;
const PROTECTED = 2;
const GONE = 3;

/** Requests for each entry, of as many as there ever were, until frequencies are halved, and until the window's share is thought over. */
const PERIOD = 10;
/** The window's first step, as a share of the capacity, and its step after the hit ratio changed by RESTART. */
const STEP = 0.0625;
const RESTART = 0.05;
/** What else becomes of a step. */
const DECAY = 0.98;
/** The window's share at most. */
const MOST = 0.8;

interface Params {
  readonly window: number;
  readonly protected: number;
  readonly adaptive: boolean;
  readonly lead: number;
  readonly history: number;
}

class WTinyLfu implements Policy {
  readonly #context: PolicyContext;
  readonly #params: Params;
  readonly #segments: Segments;
  readonly #sketch = new FrequencySketch(1);
  /** Counts the keys that an id stood for: what the sketch knows of an earlier one does not concern the next. */
  #owners: Uint8Array;
  #capacity: number;
  /** What the window and the protected segment may hold. */
  #maxWindow = 0;
  #maxProtected = 0;
  #size = 0;
  #peak = 0;
  /** The window's present share, and how far it moves next. */
  #window: number;
  #step = -STEP;
  /** Since it last moved, and what came of the time before. */
  #hits = 0;
  #misses = 0;
  #hitRatio = 0;

  constructor(context: PolicyContext, params: Params) {
    this.#context = context;
    this.#params = params;
    this.#segments = new Segments(context, 4);
    this.#owners = new Uint8Array(context.ids);
    this.#capacity = context.capacity;
    this.#window = params.window;
    this.#share();
  }

  hit(id: number): void {
    const segments = this.#segments;
    const segment = segments.of(id);
    this.#hits++;
    segments.reweigh(id);
    if (segment === PROBATION) segments.move(id, PROTECTED);
    else segments.renew(id);
    // In the window a use is not counted: one burst says nothing of a longer one.
    if (segment !== WINDOW) this.#sketch.add(this.#nameOf(id), PERIOD * this.#peak);
    while (segments.held(PROTECTED) > this.#maxProtected)
      segments.move(segments.oldest(PROTECTED), PROBATION);
  }

  insert(id: number): void {
    const segments = this.#segments;
    if (++this.#size > this.#peak) this.#sketch.grow(++this.#peak);
    this.#misses++;
    if (segments.of(id) === GONE) segments.leave(id);
    segments.enter(id, WINDOW);
    this.#sketch.add(this.#nameOf(id), PERIOD * this.#peak);
    if (this.#params.adaptive) this.#climb();
    // The window has room for one, however small it is.
    while (segments.held(WINDOW) > this.#maxWindow && segments.oldest(WINDOW) !== id)
      segments.move(segments.oldest(WINDOW), PROBATION);
  }

  remove(id: number): void {
    this.#size--;
    this.#segments.leave(id);
    this.#rename(id);
  }

  evict(incoming: number): number {
    const loser = this.#loser(incoming === NONE ? 0 : this.#segments.weigh(incoming));
    const max = this.#params.history * this.#size--;
    const segments = this.#segments;
    const awaited = incoming !== NONE && segments.of(incoming) === GONE;
    if (awaited) segments.renew(incoming);
    segments.leave(loser);
    segments.enter(loser, GONE, 1);
    this.#trim(awaited ? max + 1 : max);
    return loser;
  }

  order(limit: number): Int32Array {
    // Who would go for a newcomer, then the main cache and the window.
    const ids = this.#segments.list(Infinity, [PROBATION, PROTECTED, WINDOW]);
    if (ids.length === 0) return ids;
    const loser = this.#loser(1);
    ids.copyWithin(1, 0, ids.indexOf(loser));
    ids[0] = loser;
    return ids.subarray(0, limit);
  }

  save() {
    return {
      segments: this.#segments.save(),
      sketch: this.#sketch.save(),
      owners: this.#owners.slice(),
      size: this.#size,
      peak: this.#peak,
      window: this.#window,
      step: this.#step,
      hits: this.#hits,
      misses: this.#misses,
      hitRatio: this.#hitRatio,
    };
  }

  restore({
    segments,
    sketch,
    owners,
    size,
    peak,
    window,
    step,
    hits,
    misses,
    hitRatio,
  }: ReturnType<WTinyLfu['save']>): void {
    this.#segments.restore(segments);
    this.#sketch.restore(sketch);
    this.#owners = owners.slice();
    this.#size = size;
    this.#peak = peak;
    this.#window = window;
    this.#step = step;
    this.#hits = hits;
    this.#misses = misses;
    this.#hitRatio = hitRatio;
    this.#share();
  }

  resize(ids: number, capacity: number): void {
    const owners = new Uint8Array(ids);
    owners.set(this.#owners.subarray(0, ids));
    this.#owners = owners;
    this.#segments.resize(ids);
    this.#capacity = capacity;
    this.#share();
    this.#trim(this.#params.history * this.#size);
  }

  #share(): void {
    this.#maxWindow = this.#capacity * this.#window;
    this.#maxProtected = this.#capacity * (1 - this.#window) * this.#params.protected;
  }

  /** Who goes for a newcomer of this weight: of the window, if it overflows, or of the main cache. */
  #loser(weight: number): number {
    const segments = this.#segments;
    const challenger = segments.oldest(WINDOW);
    const probation = segments.oldest(PROBATION);
    const champion = probation === NONE ? segments.oldest(PROTECTED) : probation;
    if (champion === NONE) return challenger;
    if (challenger === NONE || segments.held(WINDOW) + weight <= this.#maxWindow) return champion;
    // The challenger has just had its turn; the champion may be about to have its own, if all come round in a loop.
    const lead = this.#frequency(challenger) - this.#frequency(champion);
    return lead > this.#params.lead ? champion : challenger;
  }

  #frequency(id: number): number {
    return this.#sketch.estimate(this.#nameOf(id));
  }

  /** What the sketch knows an id's present key by. */
  #nameOf(id: number): number {
    return id ^ Math.imul(this.#owners[id] as number, 0x9e3779b1);
  }

  #rename(id: number): void {
    this.#owners[id] = (this.#owners[id] as number) + 1;
  }

  #trim(maxGone: number): void {
    const segments = this.#segments;
    while (segments.held(GONE) > maxGone) {
      const oldest = segments.oldest(GONE);
      segments.leave(oldest);
      this.#rename(oldest);
      this.#context.forget(oldest);
    }
  }

  /** Moves the window's share on while the hit ratio rises and back when it falls. */
  #climb(): void {
    const requests = this.#hits + this.#misses;
    if (requests < PERIOD * this.#peak) return;
    const hitRatio = this.#hits / requests;
    const change = hitRatio - this.#hitRatio;
    // At its least, where it can only grow, it does not wait for a change to turn round.
    const turns = change < 0 || (this.#step < 0 && this.#window === this.#params.window);
    const step = turns ? -this.#step : this.#step;
    this.#window = Math.max(this.#params.window, Math.min(this.#window + step, MOST));
    this.#share();
    this.#step = Math.abs(change) < RESTART ? DECAY * step : Math.sign(step) * STEP;
    this.#hitRatio = hitRatio;
    this.#hits = 0;
    this.#misses = 0;
  }
}
