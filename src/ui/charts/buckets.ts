import type { OutcomeName } from '../outcomes';

/** A bucket of the series: its start, in virtual milliseconds, and a count by outcome. */
export type OutcomeBucket = { readonly at: number } & Readonly<Record<OutcomeName, number>>;
/** A bucket with its place on the axis. */
export type PlacedBucket = OutcomeBucket & { readonly middle: number };

/**
 * Returns the points of a step chart, which draws a step from half-way to one neighbour to half-way to the other: each
 * bucket is a point at its middle, with extra points at both ends, so that each step covers exactly its bucket.
 */
export function placed(buckets: readonly OutcomeBucket[], bucketMs: number): PlacedBucket[] {
  const inside = buckets.map((bucket) => ({ ...bucket, middle: bucket.at + bucketMs / 2 }));
  const [first, last] = [inside[0], inside.at(-1)];
  if (!first || !last) return [];
  return [{ ...first, middle: first.at }, ...inside, { ...last, middle: last.at + bucketMs }];
}
