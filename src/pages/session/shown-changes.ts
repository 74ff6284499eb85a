import type { ChangeLine, ChangesSeen } from '../../engine/contract/engine';

/** Lines that the page keeps. */
const KEPT = 60;

/** The last changes of the store, newest first. */
export interface ShownChanges {
  readonly lines: readonly ChangeLine[];
  /** Changes that were never among the lines. */
  readonly missed: number;
}

export const noChanges: ShownChanges = { lines: [], missed: 0 };

/**
 * What is shown after one more look at the feed; the same object when there is nothing new. Two looks that were under
 * way at once may bring the same lines: the numbers tell.
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
