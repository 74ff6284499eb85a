import { z } from 'zod';
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
    graceMs: z.number().positive().default(60_000).describe('How long past its time a value may be served.'),
    pauseMs: z.number().min(0).default(1_000).describe('For how long after a failure nothing is tried.'),
  }),
});
