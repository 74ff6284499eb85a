import type { Bytes } from '../../base/units';

/** The size of a heap after a forced collection, and when it was read. */
export interface HeapReading {
  /** 0 at the start of the run, 1 at its end. */
  readonly part: number;
  readonly bytes: Bytes;
  /** Of a part of a heap: the whole. */
  readonly whole?: Bytes;
}

/** Share by which a heap may grow after the first quarter. */
const SHARE = 0.1;

/**
 * Returns how far a heap grew beyond what it may, in words; undefined if it did not. The lowest reading of
 * the last quarter is compared with that of the second quarter: in the first one caches, rings and charts fill. Each
 * reading ends a round, and all rounds do the same, so like is compared with like; the lowest, since what is under way
 * at the moment of a reading only adds to what is kept.
 * The share is one of the whole heap: what is not counted as part of it is known only so well.
 * @param slackBytes growth that is allowed beside the share.
 */
export function grownHeap(readings: readonly HeapReading[], slackBytes: Bytes = 0): string | undefined {
  const before = lowestBetween(readings, 0.25, 0.5);
  const after = lowestBetween(readings, 0.75, Number.POSITIVE_INFINITY);
  if (before === undefined || after === undefined) return 'was not read often enough to say';
  const most = before.bytes + SHARE * (before.whole ?? before.bytes) + slackBytes;
  if (after.bytes <= most) return undefined;
  return `grew from ${megabytes(before.bytes)} in the second quarter to ${megabytes(after.bytes)} in the last; ${megabytes(most)} is the most`;
}

/** Lowest of the readings after one part of the run, up to another; undefined without one. */
function lowestBetween(
  readings: readonly HeapReading[],
  after: number,
  upTo: number,
): HeapReading | undefined {
  const within = readings.filter(({ part }) => part > after && part <= upTo);
  return within.sort((one, other) => one.bytes - other.bytes)[0];
}

/** Writes bytes as megabytes with one decimal. */
export const megabytes = (bytes: Bytes): string => `${(bytes / 1_000_000).toFixed(1)} MB`;
