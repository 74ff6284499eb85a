import { z } from 'zod/mini';
import { definePolicy, NONE, type Policy, type PolicyContext } from '../policy';
import { Segments } from '../structures/segments';

/**
 * ARC: one LRU list of entries requested once (T1), one of entries requested more often (T2), and the keys evicted from
 * each (B1, B2). A request for an evicted key shows which list was too short and moves the target size of T1, so the
 * policy adapts between recency and frequency. Megiddo and Modha, FAST 2003. Parameters: none. Keys remembered: as many
 * as entries fit. Cost: O(1) a request, 9 bytes an id.
 */
export const arc = definePolicy({
  name: 'arc',
  label: 'ARC',
  summary:
    'Entries used once and used more often share the capacity; requests for evicted keys move the border.',
  needs: [],
  params: z.object({}),
  // One extra id for the incoming entry while a victim is evicted.
  ghosts: (capacity) => capacity + 1,
  create: (context) => new Arc(context),
});

// The segments: T1, T2, B1 and B2 of the paper.
const ONCE = 0;
const OFTEN = 1;
const ONCE_GHOST = 2;
const OFTEN_GHOST = 3;

class Arc implements Policy {
  readonly #context: PolicyContext;
  readonly #segments: Segments;
  #capacity: number;
  /** Target weight of the entries used once: p in the paper. */
  #target = 0;
  /** Incoming id for which the target has already moved. */
  #adaptedFor = NONE;

  constructor(context: PolicyContext) {
    this.#context = context;
    this.#segments = new Segments(context, 4);
    this.#capacity = context.capacity;
  }

  hit(id: number): void {
    this.#segments.leave(id);
    this.#segments.enter(id, OFTEN);
  }

  insert(id: number): void {
    this.#adapt(id);
    this.#adaptedFor = NONE;
    const remembered = this.#segments.of(id) !== NONE;
    if (remembered) this.#segments.leave(id);
    this.#segments.enter(id, remembered ? OFTEN : ONCE);
  }

  remove(id: number): void {
    this.#segments.leave(id);
  }

  evict(incoming: number): number {
    this.#adapt(incoming);
    const segments = this.#segments;
    const once = segments.held(ONCE);
    const returns = this.#ghostListOf(incoming) === OFTEN_GHOST;
    const over = once > this.#target || (returns && once === this.#target);
    const wanted = over ? ONCE : OFTEN;
    const from = segments.oldest(wanted) === NONE ? ONCE + OFTEN - wanted : wanted;
    const victim = segments.oldest(from);
    segments.move(victim, from === ONCE ? ONCE_GHOST : OFTEN_GHOST);
    this.#trim(incoming);
    return victim;
  }

  order(limit: number): Int32Array {
    // First the entries used once over their target, then those used more often, then the others.
    const once = this.#segments.list(Infinity, [ONCE]);
    let over = 0;
    let left = this.#segments.held(ONCE) - this.#target;
    while (left > 0 && over < once.length) left -= this.#segments.weightOf(once[over++] as number);
    const often = this.#segments.list(limit, [OFTEN]);
    const ids = [...once.subarray(0, over), ...often, ...once.subarray(over)];
    return Int32Array.from(ids.slice(0, limit));
  }

  save() {
    return { segments: this.#segments.save(), target: this.#target, adaptedFor: this.#adaptedFor };
  }

  restore({ segments, target, adaptedFor }: ReturnType<Arc['save']>): void {
    this.#segments.restore(segments);
    this.#target = target;
    this.#adaptedFor = adaptedFor;
  }

  resize(ids: number, capacity: number): void {
    this.#segments.resize(ids);
    this.#capacity = capacity;
    this.#target = Math.min(this.#target, capacity);
    this.#trim(NONE);
  }

  /** Moves the target towards the list that the incoming id was evicted from, once per return. */
  #adapt(incoming: number): void {
    const ghosts = this.#ghostListOf(incoming);
    if (ghosts === NONE || incoming === this.#adaptedFor) return;
    this.#adaptedFor = incoming;
    const segments = this.#segments;
    const once = segments.held(ONCE_GHOST);
    const often = segments.held(OFTEN_GHOST);
    const step = segments.weightOf(incoming);
    if (ghosts === ONCE_GHOST) this.#target += step * Math.max(1, often / once);
    else this.#target -= step * Math.max(1, once / often);
    this.#target = Math.max(0, Math.min(this.#target, this.#capacity));
  }

  /** Returns the ghost list of the incoming id; NONE if it is new or there is no incoming id. */
  #ghostListOf(incoming: number): number {
    return incoming === NONE ? NONE : this.#segments.of(incoming);
  }

  /**
   * Bounds T1 + B1 to the capacity, and B1 + B2 to the capacity. The incoming id counts as a member of the list that it
   * will enter, and stays remembered until then.
   */
  #trim(incoming: number): void {
    const segments = this.#segments;
    const ghosts = this.#ghostListOf(incoming);
    let maxOnce = this.#capacity;
    let maxGhost = this.#capacity;
    if (ghosts !== NONE) {
      segments.renew(incoming);
      maxGhost += segments.weightOf(incoming);
      if (ghosts === ONCE_GHOST) maxOnce += segments.weightOf(incoming);
    } else if (incoming !== NONE) maxOnce -= segments.weigh(incoming);
    while (segments.held(ONCE) + segments.held(ONCE_GHOST) > maxOnce)
      if (!this.#drop(ONCE_GHOST, incoming)) break;
    while (segments.held(ONCE_GHOST) + segments.held(OFTEN_GHOST) > maxGhost)
      if (!this.#drop(OFTEN_GHOST, incoming) && !this.#drop(ONCE_GHOST, incoming)) break;
  }

  /** Forgets the oldest id of a ghost list; returns false if there is none. */
  #drop(segment: number, incoming: number): boolean {
    const oldest = this.#segments.oldest(segment);
    if (oldest === NONE || oldest === incoming) return false;
    this.#segments.leave(oldest);
    this.#context.forget(oldest);
    return true;
  }
}
