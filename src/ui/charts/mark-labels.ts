/** A change marked on a time axis. */
export interface ChartMark {
  /** Virtual milliseconds. */
  readonly at: number;
  /** Counted over the whole run; it names the mark in the list below the chart. */
  readonly number: number;
}

/** A label of one mark or of several that stand too close together to be labelled apart. */
export interface MarkLabel {
  /** The first of the marks; the position of the label. */
  readonly at: ChartMark;
  readonly text: string;
}

/** Share of the axis that a label such as `10–12` covers in a chart 300 px wide. */
const LABEL_SHARE = 0.1;

/**
 * Labels marks by their numbers. Marks nearer to the first one of a label than a label is wide share that label
 * (`3–5`), so that no two labels overlap. Marks come in the order of time.
 */
export function markLabels(
  marks: readonly ChartMark[],
  [from, to]: readonly [number, number],
  share = LABEL_SHARE,
): MarkLabel[] {
  const groups: { readonly first: ChartMark; last: ChartMark }[] = [];
  for (const mark of marks) {
    const group = groups.at(-1);
    if (group && mark.at - group.first.at < share * (to - from)) group.last = mark;
    else groups.push({ first: mark, last: mark });
  }
  return groups.map(({ first, last }) => ({
    at: first,
    text: first === last ? `${first.number}` : `${first.number}–${last.number}`,
  }));
}
