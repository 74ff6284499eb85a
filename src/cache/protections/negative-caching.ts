import { z } from 'zod/mini';
import { param } from '../param';
import { defineProtection } from '../protection';

/**
 * That there is nothing, or that making it failed, is remembered too, for a time of its own and in a place of its own:
 * those who ask for what is not there do not compute it each time, and a flood of such keys drives out no real value
 * (RFC 2308 for names; "cache penetration" elsewhere).
 */
export const negativeCaching = defineProtection({
  name: 'negativeCaching',
  label: 'Negative caching',
  summary: 'That there is nothing, or that it failed, is remembered for a short time of its own.',
  params: z.object({
    ttlMs: param(z.number().check(z.positive()), 2_000, 'How long it is remembered.'),
    maxEntries: param(z.int().check(z.gte(1)), 1_000, 'How many such keys are remembered.'),
    errors: param(z.boolean(), false, 'Whether failures are remembered, or only "there is nothing".'),
  }),
});
