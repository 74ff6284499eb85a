import { z } from 'zod/mini';
import { param } from '../param';
import { defineProtection } from '../protection';

/**
 * Soft limit: who waits longer for a new value gets the old one, if it is there, while the computation goes on. Hard
 * limit: who waits longer gets an error, and the next who asks starts anew; a value that comes later is still kept.
 */
export const timeLimits = defineProtection({
  name: 'timeLimits',
  label: 'Time limits',
  summary: 'Who waits too long gets the old value if there is one, and an error after a second limit.',
  params: z.object({
    softMs: param(z.number().check(z.positive()), 200, 'How long to wait while there is an old value.'),
    hardMs: param(z.number().check(z.positive()), 2_000, 'How long to wait at all.'),
    graceMs: param(z.number().check(z.gte(0)), 60_000, 'How long past its time an old value may be served.'),
  }),
});
