import { z } from 'zod/mini';
import { param } from '../param';
import { definePolicy, NONE, type Policy, type PolicyContext } from '../policy';
import { FrequencySketch } from '../structures/frequency-sketch';
import { Segments } from '../structures/segments';

const share = (byDefault: number, help: string) =>
  param(z.number().check(z.positive(), z.lt(1)), byDefault, help);

/**
 * W-TinyLFU: new entries enter a small LRU window. An entry that leaves it is admitted to the main cache, an SLRU of
 * two segments, only if its frequency, as estimated by a sketch, exceeds that of the main cache's victim. The window
 * grows and shrinks towards more hits. Einziger, Friedman and Manes, ACM TOS 2017; Einziger, Eytan, Friedman and Manes,
 * Middleware 2018, with the steps of Caffeine. Parameters: `window` 0.01 of the capacity, `protected` 0.8 of the rest,
 * `adaptive`, `lead` 1 use, `history` 2 keys an entry. Cost: O(1) amortised a request, 10 bytes an id, 16 an entry.
 */
export const wTinyLfu = definePolicy({
  name: 'w-tinylfu',
  label: 'W-TinyLFU',
  summary:
    'An entry that leaves a small window of new entries must be used more often than the victim it would replace.',
  needs: [],
  params: z.object({
    window: share(
      0.01,
      'LRU window of new entries, as a share of the capacity; if adaptive, its lower bound.',
    ),
    protected: share(0.8, 'Segment of entries used again, as a share of the capacity outside the window.'),
    adaptive: param(z.boolean(), true, 'Whether the window’s share follows the hit ratio.'),
    lead: param(
      z.int().check(z.gte(0), z.lte(15)),
      1,
      'A new entry must be ahead by more than this number of uses; 0 as published.',
    ),
    history: param(
      z.number().check(z.gte(0), z.lte(10)),
      2,
      'Evicted keys with a remembered frequency, for each entry.',
    ),
  }),
  // One extra id for the incoming entry while a victim is evicted.
  ghosts: (capacity, params) => Math.floor(capacity * params.history) + 1,
  create: (context, params) => new WTinyLfu(context, params),
});

// The segments.
const WINDOW = 0;
const PROBATION = 1;
const PROTECTED = 2;
const GHOST = 3;

/**
 * Requests, per entry of the largest size so far, between two halvings of frequencies and two changes of the window.
 */
const PERIOD = 10;
/** First step of the window, as a share of the capacity; also its step after the hit ratio changed by RESTART. */
const STEP = 0.0625;
const RESTART = 0.05;
/** Factor of every other step. */
const DECAY = 0.98;
/** Largest share of the window. */
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
  /** Number of keys that each id stood for before: the sketch must not mix the counts of two keys. */
  #owners: Uint8Array;
  #capacity: number;
  /** Capacities of the window and of the protected segment. */
  #maxWindow = 0;
  #maxProtected = 0;
  #size = 0;
  #peak = 0;
  /** Present share of the window, and its next step. */
  #window: number;
  #step = -STEP;
  /** Hits and misses since the last step, and the hit ratio of the period before. */
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
    // A use within the window is not counted: one burst of use does not predict later use.
    if (segment !== WINDOW) this.#sketch.add(this.#nameOf(id), PERIOD * this.#peak);
    while (segments.held(PROTECTED) > this.#maxProtected)
      segments.move(segments.oldest(PROTECTED), PROBATION);
  }

  insert(id: number): void {
    const segments = this.#segments;
    if (++this.#size > this.#peak) this.#sketch.grow(++this.#peak);
    this.#misses++;
    if (segments.of(id) === GHOST) segments.leave(id);
    segments.enter(id, WINDOW);
    this.#sketch.add(this.#nameOf(id), PERIOD * this.#peak);
    if (this.#params.adaptive) this.#climb();
    // The window holds at least one entry, however small it is.
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
    const awaited = incoming !== NONE && segments.of(incoming) === GHOST;
    if (awaited) segments.renew(incoming);
    segments.leave(loser);
    segments.enter(loser, GHOST, 1);
    this.#trim(awaited ? max + 1 : max);
    return loser;
  }

  order(limit: number): Int32Array {
    // First the victim for a new entry, then the main cache and the window.
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

  /** Returns the victim for an incoming entry of this weight: from the window, if it overflows, or the main cache. */
  #loser(weight: number): number {
    const segments = this.#segments;
    const challenger = segments.oldest(WINDOW);
    const probation = segments.oldest(PROBATION);
    const champion = probation === NONE ? segments.oldest(PROTECTED) : probation;
    if (champion === NONE) return challenger;
    if (challenger === NONE || segments.held(WINDOW) + weight <= this.#maxWindow) return champion;
    // In a loop the challenger has just been used, and the next use of the champion may be near.
    const lead = this.#frequency(challenger) - this.#frequency(champion);
    return lead > this.#params.lead ? champion : challenger;
  }

  #frequency(id: number): number {
    return this.#sketch.estimate(this.#nameOf(id));
  }

  /** Returns the identifier of an id's present key in the sketch. */
  #nameOf(id: number): number {
    return id ^ Math.imul(this.#owners[id] as number, 0x9e3779b1);
  }

  #rename(id: number): void {
    this.#owners[id] = (this.#owners[id] as number) + 1;
  }

  #trim(maxGhost: number): void {
    const segments = this.#segments;
    while (segments.held(GHOST) > maxGhost) {
      const oldest = segments.oldest(GHOST);
      segments.leave(oldest);
      this.#rename(oldest);
      this.#context.forget(oldest);
    }
  }

  /** Moves the window's share in the same direction while the hit ratio rises, and back when it falls. */
  #climb(): void {
    const requests = this.#hits + this.#misses;
    if (requests < PERIOD * this.#peak) return;
    const hitRatio = this.#hits / requests;
    const change = hitRatio - this.#hitRatio;
    // At its lower bound, where it can only grow, it turns without waiting for a change.
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
