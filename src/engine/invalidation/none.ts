import { defineStrategy } from './strategy';

/** Changes send no message to the caches: entries leave only by TTL and eviction. */
export const none = defineStrategy({
  name: 'none',
  sendsMessages: false,
  concerns: () => [],
  obey: () => {},
});
