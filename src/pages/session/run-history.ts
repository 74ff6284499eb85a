import type { VirtualMs } from '../../base/units';
import type { Future, Mark, Snapshot } from '../../engine/contract/engine';

/** Most recorded moments: about as many as the strip of the run has room for. */
const MOST_MOMENTS = 240;

/** A run as it was seen on its way, the oldest moment first. */
export type RunHistory = readonly Snapshot[];

/** A course that the run has taken before something else was done in its past. */
export interface OtherFuture extends Future {
  /** Where it parts from the course that took its place. */
  readonly from: VirtualMs;
  readonly history: RunHistory;
  /** What is done in it after that. */
  readonly marks: readonly Mark[];
}

/**
 * Returns the history with one more moment, if the run is further than ever. When there are too many, the one goes
 * between the nearest neighbours: they stay spread over the whole run. O(moments).
 */
export function withMoment(history: RunHistory, snapshot: Snapshot): RunHistory {
  const last = history.at(-1);
  if (last && snapshot.at <= last.at) return history;
  const all = [...history, { ...snapshot, events: [], changes: { ...snapshot.changes, lines: [] } }];
  if (all.length <= MOST_MOMENTS) return all;
  let [least, narrowest] = [0, Number.POSITIVE_INFINITY];
  for (let i = 1; i < all.length - 1; i++) {
    const gap = (all[i + 1]?.at ?? 0) - (all[i - 1]?.at ?? 0);
    if (gap < narrowest) [least, narrowest] = [i, gap];
  }
  return all.filter((_, i) => i !== least);
}

/** Returns the moments up to one, inclusive. */
export const upTo = (history: RunHistory, at: VirtualMs): RunHistory =>
  history.filter((moment) => moment.at <= at);

/** Returns the recorded moment nearest to one; undefined before anything was recorded. */
export function nearestMoment(history: RunHistory, at: VirtualMs): Snapshot | undefined {
  let nearest: Snapshot | undefined;
  for (const moment of history)
    if (!nearest || Math.abs(moment.at - at) < Math.abs(nearest.at - at)) nearest = moment;
  return nearest;
}
