import type { SimilarTo, Weights } from './contract';

/**
 * Columns by product, made once and used for one sum after the other: to allocate and clear them for each page would
 * cost more than the sums. What a sum has not touched itself counts as 0.
 */
const columns = {
  score: new Float64Array(),
  most: new Float64Array(),
  because: new Int32Array(),
  /** Which sum last touched a product. */
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
 * How far all of a history speaks for each product at once, and which purchase speaks most for it. Only the newest one
 * may be asked: the next takes over the columns.
 */
export class Support {
  /** Products with any support, in the order in which they were met. */
  readonly ids: number[] = [];
  /** Entries of the lists that were summed up. */
  readonly entries: number;
  readonly #products: number;
  readonly #sum = ++columns.sums;

  /**
   * @param products how many products there are.
   * @param neighbours each counts as its product weighs in the history; without weights it counts fully.
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

  /** 0 for products that nothing speaks for. */
  score = (id: number): number => (this.#has(id) ? (columns.score[id] as number) : 0);
  /** -1 for none. */
  because = (id: number): number => (this.#has(id) ? (columns.because[id] as number) : -1);

  #has(id: number): boolean {
    if (this.#sum !== columns.sums)
      throw new Error(`Support of sum ${this.#sum} was asked after sum ${columns.sums} had begun`);
    return columns.touchedBy[id] === this.#sum;
  }
}
