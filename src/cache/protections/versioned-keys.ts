import { z } from 'zod/mini';
import { defineProtection } from '../protection';

/**
 * The key holds a version (of the code, of a namespace, of the fact it is about). A new version makes every old entry
 * unreachable at once, at no cost; the old ones die of age or are evicted. Unlike an invalidation it works across
 * caches that cannot be told, and unlike it the dead take up room for a while.
 */
export const versionedKeys = defineProtection({
  name: 'versionedKeys',
  label: 'Versioned keys',
  summary: 'The key holds a version: a new version makes all old entries unreachable at once.',
  params: z.object({}),
});
