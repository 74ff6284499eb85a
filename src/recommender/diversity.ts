/**
 * Maximal marginal relevance (Carbonell and Goldstein, SIGIR 1998): each place goes to the candidate with the most of
 * λ · relevance − (1 − λ) · likeness to the most alike of those chosen before. Relevance is taken as a share of the
 * greatest, so that both lie between 0 and 1. Likeness to those chosen only grows, so it is looked up as far as a
 * candidate may still win (Minoux's lazy greedy choice, 1978). Cost: at most places times candidates times places.
 */

/** λ: at 1 only relevance counts, at 0 only variety. */
export const LAMBDA = 0.8;

/** How alike two candidates are, 0 to 1, by place. */
export interface LikenessOf {
  between(a: number, b: number): number;
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
  /** With so many of the chosen each candidate has been compared. */
  const compared = new Int32Array(relevance.length);
  for (let n = 0; n < chosen.length; n++) {
    let best = -1;
    let most = Number.NEGATIVE_INFINITY;
    for (let place = 0; place < relevance.length; place++) {
      if (taken[place] === 1) continue;
      const atMost = gain * (relevance[place] as number);
      // Who comes after is not more relevant: nobody there can be worth more.
      if (atMost <= most) break;
      let near = nearest[place] as number;
      let seen = compared[place] as number;
      for (; seen < n && atMost - loss * near > most; seen++)
        near = Math.max(near, likeness.between(place, chosen[seen] as number));
      nearest[place] = near;
      compared[place] = seen;
      const worth = atMost - loss * near;
      if (worth > most) {
        best = place;
        most = worth;
      }
    }
    chosen[n] = best;
    taken[best] = 1;
  }
  return chosen;
}
