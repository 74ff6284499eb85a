import { z } from 'zod/mini';
import { defineProtection } from '../protection';

/**
 * Prevents the stale-set race: a computation reads stored data, the data changes, the entry is invalidated, and only
 * then the computed value arrives and would stay for a whole TTL. Each computation holds a lease; an invalidation
 * revokes it, and a value for a revoked lease is returned to its callers but not kept. Nishtala et al., NSDI 2013,
 * §3.2.1.
 */
export const leases = defineProtection({
  name: 'leases',
  label: 'Leases',
  summary: 'A value invalidated during its computation is returned but not kept.',
  params: z.object({}),
});
