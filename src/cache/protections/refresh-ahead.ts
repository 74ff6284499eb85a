import { z } from 'zod/mini';
import { param } from '../param';
import { defineProtection } from '../protection';

/**
 * The first request for a value after a share of its TTL starts a renewal and returns the present value without waiting
 * (the eager refresh of FusionCache; `refreshAfterWrite` of Caffeine). Values in use never expire under load; unused
 * values expire.
 */
export const refreshAhead = defineProtection({
  name: 'refreshAhead',
  label: 'Refresh ahead',
  summary: 'A value requested late in its TTL is renewed before it expires, while the present one is served.',
  params: z.object({
    at: param(
      z.number().check(z.gt(0), z.lt(1)),
      0.8,
      'Share of the TTL after which a request renews the value.',
    ),
  }),
});

/** Returns whether the share `at` of the time from `insertedAt` to `deadline` has passed. */
export const isLate = (at: number, insertedAt: number, deadline: number, now: number): boolean =>
  deadline !== Infinity && now - insertedAt >= at * (deadline - insertedAt);
