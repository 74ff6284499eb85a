import type { SimilarTo, Weights } from './contract';

/**
 * Columns by product, allocated once and reused for each sum: allocating and clearing them for each page would cost
 * more than the sums. A product that the present sum has not touched counts as 0.
 */
const columns = {
  score: new Float64Array(),
  most: new Float64Array(),
  because: new Int32Array(),
  /** Number of the sum that last touched each product. */
  touchedBy: new Float64Array(),
  sums: 0,
};

function reserve(products: number): void {
  if (columns.score.length >= products) return;
  columns.score = new Float64Array(products);
  columns.most = new Float64Array(products);
  columns.because = new Int32Array(products);
  columns.touchedBy = new Float64Array(products);
}

/**
 * Support of each product by a whole history, and the purchase that supports it most. Only the newest instance may be
 * read: the next one reuses the columns.
 */
export class Support {
  /** Products with support, in the order of first contact. */
  readonly ids: number[] = [];
  /** Number of list entries summed. */
  readonly entries: number;
  readonly #products: number;
  readonly #sum = ++columns.sums;

  /**
   * @param products number of products.
   * @param neighbours lists, each weighted by its product's weight in the history; without weights by 1.
   */
  constructor(products: number, neighbours: readonly SimilarTo[], weights: Weights | undefined) {
    this.#products = products;
    reserve(products);
    this.entries = neighbours.reduce((sum, { similar }) => sum + similar.ids.length, 0);
    for (const { product, similar } of neighbours) {
      const { ids, scores } = similar;
      const weight = weights ? (weights.recent.scores[weights.recent.ids.indexOf(product)] ?? 0) : 1;
      for (let i = 0; i < ids.length; i++)
        this.#add(ids[i] as number, weight * (scores[i] as number), product);
    }
  }

  #add(id: number, part: number, because: number): void {
    if (!(part > 0) || id >= this.#products) return;
    if (columns.touchedBy[id] !== this.#sum) {
      columns.touchedBy[id] = this.#sum;
      columns.score[id] = part;
      columns.most[id] = part;
      columns.because[id] = because;
      this.ids.push(id);
      return;
    }
    columns.score[id] = (columns.score[id] as number) + part;
    if (part > (columns.most[id] as number)) {
      columns.most[id] = part;
      columns.because[id] = because;
    }
  }

  /** Returns the support of a product; 0 without any. */
  score = (id: number): number => (this.#has(id) ? (columns.score[id] as number) : 0);
  /** Returns the purchase that supports a product most; -1 for none. */
  because = (id: number): number => (this.#has(id) ? (columns.because[id] as number) : -1);

  #has(id: number): boolean {
    if (this.#sum !== columns.sums)
      throw new Error(`Support of sum ${this.#sum} was read after sum ${columns.sums} had begun`);
    return columns.touchedBy[id] === this.#sum;
  }
}
