import type { ChangeLine, ChangesSeen } from '../../engine/contract/engine';

/** Most lines that the page keeps. */
const KEPT = 60;

/** The latest changes of the store, newest first. */
export interface ShownChanges {
  readonly lines: readonly ChangeLine[];
  /** Number of changes that were never among the lines. */
  readonly missed: number;
}

export const noChanges: ShownChanges = { lines: [], missed: 0 };

/**
 * Returns the lines after one more reading of the feed; the same object when nothing is new. Two concurrent readings
 * may return the same lines: their numbers identify duplicates.
 */
export function withChanges(shown: ShownChanges, { lines, rewound }: ChangesSeen): ShownChanges {
  const before = rewound ? noChanges : shown;
  const newest = before.lines[0]?.sequence ?? 0;
  const news = lines.filter(({ sequence }) => sequence > newest).reverse();
  const first = news.at(-1);
  if (!first) return before;
  return {
    lines: [...news, ...before.lines].slice(0, KEPT),
    missed: before.missed + first.sequence - newest - 1,
  };
}
