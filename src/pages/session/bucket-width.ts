import { SERIES_BUCKETS, type Snapshot, SPEED_MAX_FINITE, seriesWidths } from '../../engine/contract/engine';

/** Returns the width of a chart's buckets, virtual milliseconds: the faster the run, the wider. */
export function widthFor(snapshot: Pick<Snapshot, 'speedAsked' | 'at'> | undefined): number {
  const asked = snapshot?.speedAsked ?? 1;
  const speed = asked === 'max' ? SPEED_MAX_FINITE * 2 : asked;
  const reached = snapshot?.at ?? 0;
  // At the start of a fast run the fine buckets still cover all of it.
  return (
    seriesWidths.find((one) => one * SERIES_BUCKETS >= Math.min(reached, 60_000 * speed)) ??
    seriesWidths[seriesWidths.length - 1] ??
    1_000
  );
}
