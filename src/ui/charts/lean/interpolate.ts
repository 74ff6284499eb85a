/**
 * Between two numbers, in place of the whole of d3-interpolate that d3-scale would pull in: the charts' scales go from
 * numbers to pixels, and the mixing of colours, dates and texts weighs 4 kB.
 */
type Between = (share: number) => number;

export const interpolateNumber =
  (from: number, to: number): Between =>
  (share) =>
    from * (1 - share) + to * share;

export const interpolateRound =
  (from: number, to: number): Between =>
  (share) =>
    Math.round(from * (1 - share) + to * share);

/** Several stretches in a row, each an equal part of the whole. */
export function piecewise(between: typeof interpolateNumber, values: readonly number[]): Between {
  const parts = values.slice(1).map((to, i) => between(values[i] as number, to));
  return (share) => {
    const i = Math.max(0, Math.min(parts.length - 1, Math.floor(share * parts.length)));
    return parts[i]?.(share * parts.length - i) ?? Number.NaN;
  };
}

export { interpolateNumber as interpolate };
