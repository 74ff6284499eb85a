import { z } from 'zod';
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
    ttlMs: z.number().positive().default(2_000).describe('How long it is remembered.'),
    maxEntries: z.int().min(1).default(1_000).describe('How many such keys are remembered.'),
    errors: z
      .boolean()
      .default(false)
      .describe('Whether failures are remembered, or only "there is nothing".'),
  }),
});
