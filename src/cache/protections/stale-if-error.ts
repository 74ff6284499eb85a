import { z } from 'zod/mini';
import { param } from '../param';
import { defineProtection } from '../protection';

/**
 * Serves the expired value when a computation fails, up to a limit after its expiry (RFC 5861 §4). After a failure the
 * expired value is served for a pause without another attempt, so that not every request calls a failing source.
 */
export const staleIfError = defineProtection({
  name: 'staleIfError',
  label: 'Stale if error',
  summary: 'When a computation fails, the expired value is served, up to a limit after its expiry.',
  params: z.object({
    graceMs: param(
      z.number().check(z.positive()),
      60_000,
      'How long after its expiry a value may be served.',
    ),
    pauseMs: param(z.number().check(z.gte(0)), 1_000, 'How long after a failure no computation is started.'),
  }),
});
