import { z } from 'zod';

const count = z.number().nonnegative();

/** What a soak reads of a snapshot that the worker has sent to the page. */
export const snapshotSchema = z.object({
  tier: z.object({
    total: z.object({
      requests: count,
      fresh: count,
      stale: count,
      unchecked: count,
      wrong: count,
      degraded: count,
      coalesced: count,
      miss: count,
      error: count,
      inserted: count,
      evicted: count,
      expired: count,
      invalidated: count,
      replaced: count,
    }),
    entries: count,
    bytes: count,
  }),
  travel: z.object({ bytes: count }),
});
export type SnapshotRead = z.infer<typeof snapshotSchema>;

/** Names the identities of the counters that a snapshot breaks, with the figures on both sides. */
export function brokenIdentities({ tier: { total, entries } }: Pick<SnapshotRead, 'tier'>): string[] {
  const { fresh, stale, unchecked, wrong, degraded, coalesced, miss, error } = total;
  const outcomes = fresh + stale + unchecked + wrong + degraded + coalesced + miss + error;
  const gone = total.evicted + total.expired + total.invalidated + total.replaced;
  const broken: string[] = [];
  if (total.requests !== outcomes)
    broken.push(`${total.requests} requests are not the ${outcomes} that have an outcome`);
  if (total.inserted !== entries + gone)
    broken.push(`${total.inserted} inserted values are not the ${entries} held and the ${gone} gone`);
  return broken;
}
