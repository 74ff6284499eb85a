import { z } from 'zod/mini';
import { param } from '../param';
import { defineProtection } from '../protection';

/**
 * Serves an expired value at once, up to a limit after its expiry, while one computation renews it in the background
 * (RFC 5861 §3). No request waits because of an expiry; requests during the renewal get the old value.
 */
export const staleWhileRevalidate = defineProtection({
  name: 'staleWhileRevalidate',
  label: 'Stale while revalidate',
  summary: 'An expired value is served for a limited time, while one computation renews it.',
  params: z.object({
    graceMs: param(
      z.number().check(z.positive()),
      10_000,
      'How long after its expiry a value may be served.',
    ),
  }),
});
