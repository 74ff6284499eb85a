import { z } from 'zod/mini';
import { param } from '../param';
import { defineProtection } from '../protection';

/**
 * When making a new value fails, the old one is served, up to a limit past its time (RFC 5861 §4). After a failure
 * the old value is served for a pause without another attempt, so that what is down is not asked by every request.
 */
export const staleIfError = defineProtection({
  name: 'staleIfError',
  label: 'Stale if error',
  summary: 'When a computation fails, the old value is served, up to a limit past its time.',
  params: z.object({
    graceMs: param(z.number().check(z.positive()), 60_000, 'How long past its time a value may be served.'),
    pauseMs: param(z.number().check(z.gte(0)), 1_000, 'For how long after a failure nothing is tried.'),
  }),
});
