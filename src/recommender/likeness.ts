import type { ProductFacts, SimilarTo } from './contract';
import type { LikenessOf } from './diversity';

/** Share of a shared category in the likeness of two products; the rest is their common similarity lists. */
const SAME_CATEGORY = 0.5;

/**
 * Columns allocated once and reused for each page, since allocation would cost more than the computation. Only the
 * newest `Likeness` may be read.
 */
const columns = {
  /** Place of each product among the candidates, valid if the candidate there has this id. */
  placeOf: new Int32Array(),
  /** One row per candidate, one column per list: the candidate's entry in the list. */
  entries: new Float64Array(),
  /** Reciprocal of the length of each candidate's row; 0 if no list holds it. */
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
 * Likeness of two candidates, 0 to 1, from data already loaded: one half is the cosine of their entries in the same
 * similarity lists, the other half is a shared category.
 */
export class Likeness implements LikenessOf {
  /** Multiplications so far. */
  work: number;
  readonly #candidates: number;
  readonly #lists: number;
  readonly #page = ++columns.pages;

  /** @param places places of the candidates among the products; other calls use the index in this array. */
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
      // A product is fully alike to itself; its own list does not contain it.
      this.#put(list, product, 1);
    }
    this.#measure();
  }

  between(a: number, b: number): number {
    if (this.#page !== columns.pages)
      throw new Error(`Likeness of page ${this.#page} was read after page ${columns.pages} had begun`);
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
