import { z } from 'zod/mini';
import { param } from '../param';
import { defineProtection } from '../protection';

/**
 * Caches the absence of a value, and optionally a failed computation, with a separate TTL and in separate storage:
 * requests for missing keys do not compute each time, and a flood of such keys evicts no real value (RFC 2308 for
 * names; "cache penetration" elsewhere).
 */
export const negativeCaching = defineProtection({
  name: 'negativeCaching',
  label: 'Negative caching',
  summary: 'The absence of a value, or a failed computation, is cached for a short time of its own.',
  params: z.object({
    ttlMs: param(z.number().check(z.positive()), 2_000, 'How long an absence or a failure is cached.'),
    maxEntries: param(z.int().check(z.gte(1)), 1_000, 'How many such keys are cached.'),
    errors: param(z.boolean(), false, 'Whether failures are cached too, or only absent values.'),
  }),
});
