import { z } from 'zod/mini';
import { defineProtection } from '../protection';

/**
 * Concurrent misses of one key share one computation (the singleflight of groupcache; "dog-pile" elsewhere).
 * Without it, the expiry of a popular entry starts as many computations as there are requests while the first runs.
 */
export const singleFlight = defineProtection({
  name: 'singleFlight',
  label: 'Single-flight',
  summary: 'Concurrent misses of one key wait for one computation instead of starting many.',
  params: z.object({}),
});
