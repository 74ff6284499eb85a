import { bentoCache } from './bento-cache';
import { caffeine } from './caffeine';
import { fusionCache } from './fusion-cache';
import type { Library } from './library';
import { lruCache } from './lru-cache';
import { memcached } from './memcached';
import { redis } from './redis';
import { tanstackQuery } from './tanstack-query';

/** Every library that settings can be written for, in the order of the dialog. */
export const libraries: readonly Library[] = [
  lruCache,
  tanstackQuery,
  caffeine,
  fusionCache,
  bentoCache,
  redis,
  memcached,
];
