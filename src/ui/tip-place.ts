/** A rectangle in pixels of the window. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Distance between a tip and its figure, and from the window's edges, pixels. */
export const GAP_PX = 6;

/**
 * Places a tip beside its figure without covering it: above, else below, else to the right or left, whichever has
 * room. Without room on any side it takes the side with the most, within the window.
 *
 * @param kept what must stay readable: the whole figure, not its name alone
 */
export function placeTip(
  kept: Box,
  tip: Pick<Box, 'width' | 'height'>,
  window: Pick<Box, 'width' | 'height'>,
): Pick<Box, 'left' | 'top'> {
  const within = (at: number, size: number, all: number) =>
    Math.max(GAP_PX, Math.min(at, all - size - GAP_PX));
  const left = within(kept.left + kept.width / 2 - tip.width / 2, tip.width, window.width);
  const top = within(kept.top + kept.height / 2 - tip.height / 2, tip.height, window.height);
  const high = tip.height + 2 * GAP_PX;
  const wide = tip.width + 2 * GAP_PX;
  const [right, bottom] = [kept.left + kept.width, kept.top + kept.height];
  const sides = [
    { spare: kept.top - high, at: { left, top: kept.top - tip.height - GAP_PX } },
    { spare: window.height - bottom - high, at: { left, top: bottom + GAP_PX } },
    { spare: window.width - right - wide, at: { left: right + GAP_PX, top } },
    { spare: kept.left - wide, at: { left: kept.left - tip.width - GAP_PX, top } },
  ];
  const { at } =
    sides.find(({ spare }) => spare >= 0) ??
    sides.reduce((most, one) => (one.spare > most.spare ? one : most));
  return {
    left: within(at.left, tip.width, window.width),
    top: within(at.top, tip.height, window.height),
  };
}
