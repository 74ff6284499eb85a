import type { Scored, Weights } from './contract';

/** How far all of a history speaks for each product at once, and which purchase speaks most for it. */
export class Support {
  /** Products with any support, in the order in which they were met. */
  readonly ids: number[] = [];
  readonly #score: Float64Array;
  readonly #most: Float64Array;
  readonly #because: Int32Array;

  /**
   * @param products how many products there are.
   * @param neighbours stage 1 for each of `weights.recent.ids`; without weights, of one product that counts fully.
   */
  constructor(products: number, neighbours: readonly Scored[], weights: Weights | undefined) {
    this.#score = new Float64Array(products);
    this.#most = new Float64Array(products);
    this.#because = new Int32Array(products).fill(-1);
    for (let n = 0; n < neighbours.length; n++) {
      const { ids, scores } = neighbours[n] as Scored;
      const weight = weights ? (weights.recent.scores[n] ?? 0) : 1;
      const because = weights?.recent.ids[n] ?? -1;
      for (let i = 0; i < ids.length; i++)
        this.#add(ids[i] as number, weight * (scores[i] as number), because);
    }
  }

  #add(id: number, part: number, because: number): void {
    if (!(part > 0) || id >= this.#score.length) return;
    const sum = this.#score[id] as number;
    if (sum === 0) this.ids.push(id);
    this.#score[id] = sum + part;
    if (part > (this.#most[id] as number)) {
      this.#most[id] = part;
      this.#because[id] = because;
    }
  }

  /** 0 for products that nothing speaks for. */
  score = (id: number): number => this.#score[id] ?? 0;
  /** -1 for none. */
  because = (id: number): number => this.#because[id] ?? -1;
}
