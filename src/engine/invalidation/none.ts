import { defineStrategy } from './strategy';

/** Nobody tells the caches anything. */
export const none = defineStrategy({
  name: 'none',
  label: 'TTL only',
  help: 'A change reaches the caches only when entries expire.',
  tells: false,
  concerns: () => [],
  obey: () => {},
});
