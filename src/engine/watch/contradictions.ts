import type { Saved } from '../../base/saved';
import type { VirtualMs } from '../../base/units';
import type { FactChange } from '../../store/changes';

/** Two answers are held against each other when no more time lies between them. */
const WITHIN_MS = 10_000;
/** Of one shopper so many answers are remembered. */
export const REMEMBERED = 4;

/** An answer as its shopper saw it, and when. */
export interface GivenAnswer {
  readonly shopper: number;
  /** Which list it is, and how it is sorted: two answers with the same view should show the same. */
  readonly view: number;
  readonly ids: Int32Array;
  readonly priceCents: Int32Array;
  /** What it was computed from. */
  readonly facts: Int32Array;
  /** Which deal was on. */
  readonly deal: number;
  readonly askedAt: VirtualMs;
  readonly at: VirtualMs;
}

/**
 * Two answers to one shopper that cannot both be true. Each answer is held against the last four that its shopper got
 * within ten seconds, where both show a product or are the same list. They contradict each other if a product
 * has two prices though its price did not change meanwhile, nor the deal; or if the same list has other products or
 * another order though nothing of what either was computed from changed meanwhile, nor the deal. Meanwhile: from when
 * the first of them was asked for until the last was given, since an answer may be as old as its making is long.
 * Neither is compared with the truth: a shopper sees this without knowing it. O(products shown) an answer; memory for the answers of the
 * last twenty seconds, four a shopper at most.
 */
export class Contradictions implements Saved<ReturnType<Contradictions['save']>> {
  /** Since the start of the run: pairs of answers that were held against each other, and those that cannot both be true. */
  readonly total = { pairs: 0, contradictions: 0 };
  /** The last answers by shopper, oldest first. */
  readonly #byShopper = new Map<number, GivenAnswer[]>();
  /** When answers that no later one is compared with are dropped next. */
  #sweepAt = WITHIN_MS;
  /** By fact: when it changed last; by product: when its price did. */
  readonly #changedAt: Float64Array;
  readonly #pricedAt: Float64Array;
  /** The latest answer's price by product, where `#turnOf` is its turn. */
  readonly #price: Int32Array;
  readonly #turnOf: Int32Array;
  #turn = 0;

  constructor(facts: number, products: number) {
    this.#changedAt = new Float64Array(facts).fill(-Infinity);
    this.#pricedAt = new Float64Array(products).fill(-Infinity);
    this.#price = new Int32Array(products);
    this.#turnOf = new Int32Array(products);
  }

  changed({ fact, kind, at }: FactChange): void {
    this.#changedAt[fact] = at;
    if (kind === 'price') this.#pricedAt[fact] = at;
  }

  /** Holds an answer against those before it. It is kept as it is: its columns must not change afterwards. */
  given(answer: GivenAnswer): void {
    if (answer.at >= this.#sweepAt) this.#sweep(answer.at);
    const known = this.#byShopper.get(answer.shopper);
    if (!known) {
      this.#byShopper.set(answer.shopper, [answer]);
      return;
    }
    dropOld(known, answer.at);
    let learned = false;
    for (const earlier of known) {
      // The very same columns: one page from the cache, shown twice.
      if (earlier.ids === answer.ids && earlier.priceCents === answer.priceCents) {
        this.total.pairs++;
        continue;
      }
      if (!learned) this.#learn(answer);
      learned = true;
      this.#compare(earlier, answer);
    }
    known.push(answer);
    if (known.length > REMEMBERED) known.shift();
  }

  /** Answers that are remembered now. */
  get remembered(): number {
    return [...this.#byShopper.values()].reduce((sum, { length }) => sum + length, 0);
  }

  /** Answers are shared with the saved state: they never change. */
  save() {
    return {
      total: { ...this.total },
      byShopper: Array.from(this.#byShopper.values(), (answers) => [...answers]),
      sweepAt: this.#sweepAt,
      changedAt: this.#changedAt.slice(),
      pricedAt: this.#pricedAt.slice(),
    };
  }

  restore({ total, byShopper, sweepAt, changedAt, pricedAt }: ReturnType<Contradictions['save']>): void {
    Object.assign(this.total, total);
    this.#byShopper.clear();
    for (const answers of byShopper) if (answers[0]) this.#byShopper.set(answers[0].shopper, [...answers]);
    this.#sweepAt = sweepAt;
    this.#changedAt.set(changedAt);
    this.#pricedAt.set(pricedAt);
  }

  /** Drops what is too old. Once in ten seconds: an order by age, kept at every answer, costs more than the answers. */
  #sweep(now: VirtualMs): void {
    for (const [shopper, answers] of this.#byShopper) {
      dropOld(answers, now);
      if (answers.length === 0) this.#byShopper.delete(shopper);
    }
    this.#sweepAt = now + WITHIN_MS;
  }

  /** Puts the answer's prices where its products are found. */
  #learn({ ids, priceCents }: GivenAnswer): void {
    // As the column counts, which begins anew after four billion answers.
    this.#turn = (this.#turn + 1) | 0;
    const [turnOf, price, turn] = [this.#turnOf, this.#price, this.#turn];
    for (let i = 0; i < ids.length; i++) {
      const id = ids[i] as number;
      price[id] = priceCents[i] as number;
      turnOf[id] = turn;
    }
  }

  #compare(earlier: GivenAnswer, later: GivenAnswer): void {
    const since = Math.min(earlier.askedAt, later.askedAt);
    const sameList = earlier.view === later.view;
    let shared = sameList;
    let contradict = false;
    const { ids, priceCents } = earlier;
    const [turnOf, price, turn] = [this.#turnOf, this.#price, this.#turn];
    for (let i = 0; i < ids.length && !contradict; i++) {
      const id = ids[i] as number;
      if (turnOf[id] !== turn) continue;
      shared = true;
      contradict =
        priceCents[i] !== price[id] && earlier.deal === later.deal && (this.#pricedAt[id] as number) <= since;
    }
    if (!shared) return;
    contradict ||= sameList && differ(earlier.ids, later.ids) && !this.#explained(earlier, later, since);
    this.total.pairs++;
    if (contradict) this.total.contradictions++;
  }

  /** Whether something that either was computed from changed since a moment. */
  #explained(earlier: GivenAnswer, later: GivenAnswer, since: VirtualMs): boolean {
    if (earlier.deal !== later.deal) return true;
    const changed = (fact: number) => (this.#changedAt[fact] as number) > since;
    return earlier.facts.some(changed) || later.facts.some(changed);
  }
}

/** Drops the answers, oldest first, that one given now is not compared with. */
function dropOld(answers: GivenAnswer[], now: VirtualMs): void {
  while (answers[0] && now - answers[0].at > WITHIN_MS) answers.shift();
}

function differ(a: Int32Array, b: Int32Array): boolean {
  return a.length !== b.length || a.some((id, i) => id !== b[i]);
}
