/**
 * Maximal marginal relevance (Carbonell and Goldstein, SIGIR 1998): each place goes to the candidate with the largest
 * λ · relevance − (1 − λ) · likeness to the most alike candidate chosen before. Relevance is a share of the greatest,
 * so that both lie between 0 and 1. Likeness to the chosen ones only grows, so it is computed only while a candidate
 * may still win (Minoux's lazy greedy choice, 1978). Cost: at most places times candidates times places.
 */

/** λ: 1 counts only relevance, 0 only variety. */
export const LAMBDA = 0.8;

/** Returns the likeness of two candidates, 0 to 1, by place. */
export interface LikenessOf {
  between(a: number, b: number): number;
}

/**
 * Returns the places of `k` candidates in display order. Ties: the smaller place first.
 * @param relevance by candidate, descending, not below 0.
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
  /** Number of chosen candidates that each candidate has been compared with. */
  const compared = new Int32Array(relevance.length);
  for (let n = 0; n < chosen.length; n++) {
    let best = -1;
    let most = Number.NEGATIVE_INFINITY;
    for (let place = 0; place < relevance.length; place++) {
      if (taken[place] === 1) continue;
      const atMost = gain * (relevance[place] as number);
      // Later candidates are not more relevant: none of them can have a higher value.
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
