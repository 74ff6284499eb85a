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
  /** A row a candidate, a column a list: its entry there. */
  entries: new Float64Array(),
  /** By candidate: one over the length of its row; 0 if no list holds it. */
  perLength: new Float64Array(),
  category: new Int32Array(),
  id: new Int32Array(),
  pages: 0,
};

function reserve(candidates: number, lists: number): void {
  if (columns.id.length < candidates) {
    columns.perLength = new Float64Array(candidates);
    columns.category = new Int32Array(candidates);
    columns.id = new Int32Array(candidates);
  }
  if (columns.entries.length < candidates * lists) columns.entries = new Float64Array(candidates * lists);
  columns.entries.fill(0, 0, candidates * lists);
}

/**
 * How alike candidates are to one another, told from what is at hand: two are alike, 0 to 1, as far as the same
 * similarity lists hold them (the cosine of their entries), and by half if they are of one category.
 */
export class Likeness implements LikenessOf {
  /** Multiplications so far. */
  work: number;
  readonly #candidates: number;
  readonly #lists: number;
  readonly #page = ++columns.pages;

  /** @param places those of the candidates among the products; by their place in it they are asked for. */
  constructor(products: readonly ProductFacts[], places: ArrayLike<number>, lists: readonly SimilarTo[]) {
    this.#candidates = places.length;
    this.#lists = lists.length;
    this.work = 2 * places.length * lists.length;
    reserve(places.length, lists.length);
    for (let n = 0; n < places.length; n++) {
      const { id, category } = products[places[n] as number] as ProductFacts;
      if (columns.placeOf.length <= id) columns.placeOf = new Int32Array(2 * id + 1);
      columns.id[n] = id;
      columns.category[n] = category;
    }
    for (let n = 0; n < places.length; n++) columns.placeOf[columns.id[n] as number] = n;
    for (let list = 0; list < lists.length; list++) {
      const { product, similar } = lists[list] as SimilarTo;
      const { ids, scores } = similar;
      for (let i = 0; i < ids.length; i++) this.#put(list, ids[i] as number, scores[i] as number);
      // A product is as like to itself as can be; its own list does not say so.
      this.#put(list, product, 1);
    }
    this.#measure();
  }

  between(a: number, b: number): number {
    if (this.#page !== columns.pages)
      throw new Error(`Likeness of page ${this.#page} was asked after page ${columns.pages} had begun`);
    const { entries, perLength, category } = columns;
    const lists = this.#lists;
    let dot = 0;
    for (let list = 0, i = a * lists, j = b * lists; list < lists; list++, i++, j++)
      dot += (entries[i] as number) * (entries[j] as number);
    this.work += lists;
    const company = dot * (perLength[a] as number) * (perLength[b] as number);
    return (category[a] === category[b] ? SAME_CATEGORY : 0) + (1 - SAME_CATEGORY) * company;
  }

  #put(list: number, id: number, entry: number): void {
    const place = columns.placeOf[id];
    if (place === undefined || place >= this.#candidates || columns.id[place] !== id) return;
    columns.entries[place * this.#lists + list] = entry;
  }

  #measure(): void {
    const { entries, perLength } = columns;
    for (let place = 0, at = 0; place < this.#candidates; place++) {
      let squared = 0;
      for (const end = at + this.#lists; at < end; at++)
        squared += (entries[at] as number) * (entries[at] as number);
      perLength[place] = squared > 0 ? 1 / Math.sqrt(squared) : 0;
    }
  }
}
