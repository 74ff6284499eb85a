import { z } from 'zod/mini';
import { defineProtection } from '../protection';

/**
 * Equal misses at the same time wait for one computation (the singleflight of groupcache; "dog-pile" elsewhere).
 * Without it the death of one popular entry starts as many computations as there are requests while the first runs.
 */
export const singleFlight = defineProtection({
  name: 'singleFlight',
  label: 'Single-flight',
  summary: 'Equal misses at the same time wait for one computation instead of starting many.',
  params: z.object({}),
});
