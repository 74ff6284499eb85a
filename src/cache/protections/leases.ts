import { z } from 'zod/mini';
import { defineProtection } from '../protection';

/**
 * Against the stale-set race: a value is made from what is stored, that changes, its entry is invalidated, and only
 * then the value arrives and would stay for a whole TTL. Who computes holds a lease; an invalidation revokes it, and
 * what comes for a revoked lease answers those who wait but is not kept. Nishtala et al., NSDI 2013, §3.2.1.
 */
export const leases = defineProtection({
  name: 'leases',
  label: 'Leases',
  summary: 'A value made from what has been invalidated meanwhile is handed out but not kept.',
  params: z.object({}),
});
