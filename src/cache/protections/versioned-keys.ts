import { z } from 'zod/mini';
import { defineProtection } from '../protection';

/**
 * Adds a version (of the code, a namespace or a fact) to each key. A new version makes all old entries unreachable at
 * once, at no cost; they expire or are evicted later. Unlike an invalidation it works across caches that cannot be
 * notified, but the unreachable entries take up capacity for a while.
 */
export const versionedKeys = defineProtection({
  name: 'versionedKeys',
  label: 'Versioned keys',
  summary: 'Keys contain a version: a new version makes all old entries unreachable at once.',
  params: z.object({}),
});
