import { z } from 'zod/mini';
import { param } from '../param';
import { defineProtection } from '../protection';

/**
 * A value past its time is served at once for a while yet, and one computation renews it behind the answer
 * (RFC 5861 §3). Nobody waits for an expiry; whoever asks during the renewal gets the old value.
 */
export const staleWhileRevalidate = defineProtection({
  name: 'staleWhileRevalidate',
  label: 'Stale while revalidate',
  summary: 'A value past its time is served for a while yet, while one computation renews it.',
  params: z.object({
    graceMs: param(z.number().check(z.positive()), 10_000, 'How long past its time a value may be served.'),
  }),
});
