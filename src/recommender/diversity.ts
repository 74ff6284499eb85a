/**
 * Maximal marginal relevance (Carbonell and Goldstein, SIGIR 1998): each place goes to the candidate with the most of
 * λ · relevance − (1 − λ) · likeness to the most alike of those chosen before. Relevance is taken as a share of the
 * greatest, so that both lie between 0 and 1. Cost: places times candidates, and as many likenesses.
 */

/** λ: at 1 only relevance counts, at 0 only variety. */
export const LAMBDA = 0.8;

/** How alike candidates are, by place. */
export interface LikenessOf {
  /** Raises each of `nearest` to its likeness to the candidate in one place. `nearest` may be of the first few only. */
  raise(nearest: Float64Array, to: number): void;
}

/**
 * The places of `k` candidates, in the order to show them. Equal ones: who comes first.
 * @param relevance by candidate, falling, not below 0.
 */
export function diversify(
  relevance: Float64Array,
  likeness: LikenessOf,
  k: number,
  lambda = LAMBDA,
): Int32Array {
  const chosen = new Int32Array(Math.min(k, relevance.length));
  const greatest = relevance[0] ?? 0;
  const gain = greatest > 0 ? lambda / greatest : 0;
  const loss = 1 - lambda;
  const taken = new Uint8Array(relevance.length);
  const nearest = new Float64Array(relevance.length);
  let repeated = 0;
  let moved = false;
  for (let n = 0; n < chosen.length; n++) {
    let best = -1;
    let most = Number.NEGATIVE_INFINITY;
    for (let place = 0; place < relevance.length; place++) {
      if (taken[place] === 1) continue;
      const worth = gain * (relevance[place] as number) - loss * (nearest[place] as number);
      if (worth > most) {
        best = place;
        most = worth;
      }
    }
    chosen[n] = best;
    taken[best] = 1;
    moved ||= best !== n;
    repeated += nearest[best] as number;
    if (n < chosen.length - 1) likeness.raise(nearest, best);
  }
  if (!moved) return chosen;
  // Greedy choice sees one step ahead: where it ended with more repetition than the plain order, that one stays.
  const plain = chosen.map((_, n) => n);
  return repeated <= repetition(plain, likeness) ? chosen : plain;
}

/** Sum over a list's products of the likeness to the most alike one before it: what variety keeps small. */
export function repetition(order: Int32Array, likeness: LikenessOf): number {
  const nearest = new Float64Array(order.reduce((most, place) => Math.max(most, place + 1), 0));
  let sum = 0;
  for (const place of order) {
    sum += nearest[place] as number;
    likeness.raise(nearest, place);
  }
  return sum;
}
