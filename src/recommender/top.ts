import type { Scored } from './contract';

/** The `k` best of `ids` by score, best first; equal scores: the smaller id first. Scores that are not above 0 stay out. */
export function best(
  ids: readonly number[] | Int32Array,
  scoreOf: (id: number) => number,
  k: number,
): Scored {
  const scored: { id: number; score: number }[] = [];
  for (const id of ids) {
    const score = scoreOf(id);
    if (score > 0) scored.push({ id, score });
  }
  scored.sort((a, b) => b.score - a.score || a.id - b.id);
  const kept = scored.slice(0, k);
  return {
    ids: Int32Array.from(kept, ({ id }) => id),
    scores: Float64Array.from(kept, ({ score }) => score),
  };
}
