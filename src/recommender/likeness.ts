import type { ProductFacts, SimilarTo } from './contract';
import type { LikenessOf } from './diversity';

/** How much of the likeness of two products is that they stand in one category; the rest is that lists hold both. */
const SAME_CATEGORY = 0.5;

/**
 * Made once and used for one page after the other, since to allocate them would cost more than what is done in them.
 * Only the newest `Likeness` may be asked.
 */
const columns = {
  /** By product: its place among the candidates, valid if the candidate there has this id. */
  placeOf: new Int32Array(),
  /** A row a list, a column a candidate: the entry, with each candidate's column of length 1. */
  entries: new Float64Array(),
  /** By candidate. */
  lengths: new Float64Array(),
  dot: new Float64Array(),
  pages: 0,
};

function reserve(largestId: number, candidates: number, lists: number): void {
  if (columns.placeOf.length <= largestId) columns.placeOf = new Int32Array(2 * largestId + 1);
  if (columns.entries.length < candidates * lists) columns.entries = new Float64Array(candidates * lists);
  if (columns.lengths.length < candidates) {
    columns.lengths = new Float64Array(candidates);
    columns.dot = new Float64Array(candidates);
  }
  columns.entries.fill(0, 0, candidates * lists);
  columns.lengths.fill(0, 0, candidates);
}

/**
 * How alike candidates are to one another, told from what is at hand: two are alike, 0 to 1, as far as the same
 * similarity lists hold them (the cosine of their entries), and by half if they are of one category.
 */
export class Likeness implements LikenessOf {
  /** Multiplications so far. */
  work = 0;
  readonly #candidates: readonly ProductFacts[];
  readonly #lists: number;
  readonly #page = ++columns.pages;

  constructor(candidates: readonly ProductFacts[], lists: readonly SimilarTo[]) {
    this.#candidates = candidates;
    this.#lists = lists.length;
    reserve(
      candidates.reduce((largest, { id }) => Math.max(largest, id), 0),
      candidates.length,
      lists.length,
    );
    for (let place = 0; place < candidates.length; place++)
      columns.placeOf[(candidates[place] as ProductFacts).id] = place;
    lists.forEach(({ product, similar: { ids, scores } }, list) => {
      for (let i = 0; i < ids.length; i++) this.#put(list, ids[i] as number, scores[i] as number);
      // A product is as like to itself as can be; its own list does not say so.
      this.#put(list, product, 1);
    });
    this.#normalise();
  }

  /** Raises each of `nearest`, by candidate, to its likeness to the candidate in one place. */
  raise(nearest: Float64Array, to: number): void {
    if (this.#page !== columns.pages)
      throw new Error(`Likeness of page ${this.#page} was asked after page ${columns.pages} had begun`);
    const { entries, dot } = columns;
    const { length } = nearest;
    const width = this.#candidates.length;
    dot.fill(0, 0, length);
    for (let row = 0; row < this.#lists * width; row += width) {
      const own = entries[row + to] as number;
      if (own === 0) continue;
      for (let place = 0; place < length; place++)
        dot[place] = (dot[place] as number) + own * (entries[row + place] as number);
      this.work += length;
    }
    const category = this.#candidates[to]?.category;
    for (let place = 0; place < length; place++) {
      const same = this.#candidates[place]?.category === category ? SAME_CATEGORY : 0;
      const likeness = same + (1 - SAME_CATEGORY) * (dot[place] as number);
      if (likeness > (nearest[place] as number)) nearest[place] = likeness;
    }
    this.work += length;
  }

  #put(list: number, id: number, entry: number): void {
    const place = columns.placeOf[id];
    if (place === undefined || this.#candidates[place]?.id !== id) return;
    columns.entries[list * this.#candidates.length + place] = entry;
    columns.lengths[place] = (columns.lengths[place] as number) + entry * entry;
  }

  #normalise(): void {
    const { entries, lengths } = columns;
    const width = this.#candidates.length;
    for (let place = 0; place < width; place++) {
      const squared = lengths[place] as number;
      if (squared === 0) continue;
      const by = 1 / Math.sqrt(squared);
      for (let at = place; at < this.#lists * width; at += width) entries[at] = (entries[at] as number) * by;
    }
  }
}
