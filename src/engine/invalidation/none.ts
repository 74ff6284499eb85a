import { defineStrategy } from './strategy';

/** Nobody tells the caches anything. */
export const none = defineStrategy({
  name: 'none',
  tells: false,
  concerns: () => [],
  obey: () => {},
});
