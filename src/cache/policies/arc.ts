import { z } from 'zod/mini';
import { definePolicy, NONE, type Policy, type PolicyContext } from '../policy';
import { Segments } from '../structures/segments';

/**
 * ARC: one LRU list of what was asked for once (T1), one of what was asked for more often (T2), and the keys that left
 * each (B1, B2). Who comes back shows which list was too short: a target for T1 moves by it, so the policy tunes
 * itself between recency and frequency. Megiddo and Modha, FAST 2003. Parameters: none. Keys remembered: as many as
 * entries fit. Cost: O(1) a request, 9 bytes an id.
 */
export const arc = definePolicy({
  name: 'arc',
  label: 'ARC',
  summary: 'Used once and used more often share the room, and who comes back too late moves the border.',
  needs: [],
  params: z.object({}),
  // One more: who is at the door while room is made for it.
  ghosts: (capacity) => capacity + 1,
  create: (context) => new Arc(context),
});

// The segments: T1, T2, B1 and B2 of the paper.
const ONCE = 0;
const OFTEN = 1;
const ONCE_GONE = 2;
const OFTEN_GONE = 3;

class Arc implements Policy {
  readonly #context: PolicyContext;
  readonly #segments: Segments;
  #capacity: number;
  /** What the entries used once should weigh in all: p in the paper. */
  #target = 0;
  /** The id at the door that has moved the target already. */
  #learnt = NONE;

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
    this.#learn(id);
    this.#learnt = NONE;
    const remembered = this.#segments.of(id) !== NONE;
    if (remembered) this.#segments.leave(id);
    this.#segments.enter(id, remembered ? OFTEN : ONCE);
  }

  remove(id: number): void {
    this.#segments.leave(id);
  }

  evict(incoming: number): number {
    this.#learn(incoming);
    const segments = this.#segments;
    const once = segments.held(ONCE);
    const returns = this.#doorOf(incoming) === OFTEN_GONE;
    const over = once > this.#target || (returns && once === this.#target);
    const wanted = over ? ONCE : OFTEN;
    const from = segments.oldest(wanted) === NONE ? ONCE + OFTEN - wanted : wanted;
    const victim = segments.oldest(from);
    segments.move(victim, from === ONCE ? ONCE_GONE : OFTEN_GONE);
    this.#trim(incoming);
    return victim;
  }

  order(limit: number): Int32Array {
    // What the entries used once hold too much, those used more often, then the others.
    const once = this.#segments.list(Infinity, [ONCE]);
    let over = 0;
    let left = this.#segments.held(ONCE) - this.#target;
    while (left > 0 && over < once.length) left -= this.#segments.weightOf(once[over++] as number);
    const often = this.#segments.list(limit, [OFTEN]);
    const ids = [...once.subarray(0, over), ...often, ...once.subarray(over)];
    return Int32Array.from(ids.slice(0, limit));
  }

  save() {
    return { segments: this.#segments.save(), target: this.#target, learnt: this.#learnt };
  }

  restore({ segments, target, learnt }: ReturnType<Arc['save']>): void {
    this.#segments.restore(segments);
    this.#target = target;
    this.#learnt = learnt;
  }

  resize(ids: number, capacity: number): void {
    this.#segments.resize(ids);
    this.#capacity = capacity;
    this.#target = Math.min(this.#target, capacity);
    this.#trim(NONE);
  }

  /** Who comes back from a list's past shows that the list should have been longer. Once for each return. */
  #learn(incoming: number): void {
    const door = this.#doorOf(incoming);
    if (door === NONE || incoming === this.#learnt) return;
    this.#learnt = incoming;
    const segments = this.#segments;
    const once = segments.held(ONCE_GONE);
    const often = segments.held(OFTEN_GONE);
    const step = segments.weightOf(incoming);
    if (door === ONCE_GONE) this.#target += step * Math.max(1, often / once);
    else this.#target -= step * Math.max(1, once / often);
    this.#target = Math.max(0, Math.min(this.#target, this.#capacity));
  }

  /** Where who is at the door is remembered; NONE: it is new, or there is nobody. */
  #doorOf(incoming: number): number {
    return incoming === NONE ? NONE : this.#segments.of(incoming);
  }

  /**
   * What was asked for once, here or gone, is to weigh no more than fits in, and what is gone no more than that either.
   * Who is at the door counts as what it will be, and stays remembered until it is in.
   */
  #trim(incoming: number): void {
    const segments = this.#segments;
    const door = this.#doorOf(incoming);
    let maxOnce = this.#capacity;
    let maxGone = this.#capacity;
    if (door !== NONE) {
      segments.renew(incoming);
      maxGone += segments.weightOf(incoming);
      if (door === ONCE_GONE) maxOnce += segments.weightOf(incoming);
    } else if (incoming !== NONE) maxOnce -= segments.weigh(incoming);
    while (segments.held(ONCE) + segments.held(ONCE_GONE) > maxOnce)
      if (!this.#drop(ONCE_GONE, incoming)) break;
    while (segments.held(ONCE_GONE) + segments.held(OFTEN_GONE) > maxGone)
      if (!this.#drop(OFTEN_GONE, incoming) && !this.#drop(ONCE_GONE, incoming)) break;
  }

  /** Forgets the oldest of a list's past; false if there is none. */
  #drop(segment: number, incoming: number): boolean {
    const oldest = this.#segments.oldest(segment);
    if (oldest === NONE || oldest === incoming) return false;
    this.#segments.leave(oldest);
    this.#context.forget(oldest);
    return true;
  }
}
