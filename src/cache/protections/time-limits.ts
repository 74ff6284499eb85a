import { z } from 'zod/mini';
import { param } from '../param';
import { defineProtection } from '../protection';

/**
 * Soft limit: callers waiting longer for a new value get the old one, if there is one, while the computation continues.
 * Hard limit: callers waiting longer get an error, and the next call starts a new computation; a late value is kept.
 */
export const timeLimits = defineProtection({
  name: 'timeLimits',
  label: 'Time limits',
  summary:
    'After a first limit, waiting callers get the old value if there is one; after a second limit, an error.',
  params: z.object({
    softMs: param(z.number().check(z.positive()), 200, 'How long to wait while there is an old value.'),
    hardMs: param(z.number().check(z.positive()), 2_000, 'How long to wait at most.'),
    graceMs: param(
      z.number().check(z.gte(0)),
      60_000,
      'How long after its expiry an old value may be served.',
    ),
  }),
});
