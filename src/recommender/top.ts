import type { Scored } from './contract';

/**
 * Returns the `k` best of `ids` by score, best first; equal scores: the smaller id first. Scores not above `floor` are
 * left out, and so is NaN. The best so far are kept sorted in two columns; most ids are below the last of them and cost
 * one comparison.
 */
export function best(
  ids: ArrayLike<number>,
  scoreOf: (id: number, place: number) => number,
  k: number,
  floor = 0,
): Scored {
  const bestIds = new Int32Array(Math.min(k, ids.length));
  const bestScores = new Float64Array(bestIds.length);
  const room = bestIds.length;
  let filled = 0;
  for (let i = 0; i < ids.length && room > 0; i++) {
    const id = ids[i] as number;
    const score = scoreOf(id, i);
    if (!(score > floor)) continue;
    let at = filled;
    if (filled < room) filled++;
    else if (!comesBefore(score, id, bestScores[room - 1] as number, bestIds[room - 1] as number)) continue;
    else at = room - 1;
    // Inserts by shifting: most new ids have low ranks, and a call to copyWithin costs more.
    for (; at > 0 && comesBefore(score, id, bestScores[at - 1] as number, bestIds[at - 1] as number); at--) {
      bestIds[at] = bestIds[at - 1] as number;
      bestScores[at] = bestScores[at - 1] as number;
    }
    bestIds[at] = id;
    bestScores[at] = score;
  }
  return { ids: bestIds.slice(0, filled), scores: bestScores.slice(0, filled) };
}

/** Returns the places of all ids by score, best first; ties: the smaller id first. Insertion sort, for few ids. */
export function placesByScore(ids: ArrayLike<number>, scores: ArrayLike<number>): Int32Array {
  const places = new Int32Array(ids.length);
  for (let place = 0; place < places.length; place++) {
    const score = scores[place] as number;
    const id = ids[place] as number;
    let at = place;
    for (; at > 0; at--) {
      const other = places[at - 1] as number;
      if (!comesBefore(score, id, scores[other] as number, ids[other] as number)) break;
      places[at] = other;
    }
    places[at] = place;
  }
  return places;
}

const comesBefore = (score: number, id: number, otherScore: number, otherId: number): boolean =>
  score > otherScore || (score === otherScore && id < otherId);
