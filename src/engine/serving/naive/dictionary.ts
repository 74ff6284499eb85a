import type { NaiveWay } from './naive-way';

/** What a plain Map lacks: a time, a bound, an ear for changes, and whatever protects the service behind it. */
export const plainMap = {
  policy: 'fifo',
  ttl: 'never',
  expiry: 'lazy',
  invalidation: 'none',
  singleFlight: false,
  leases: false,
  staleWhileRevalidate: 'off',
  refreshAhead: 'off',
  earlyExpiry: 'off',
  staleIfError: 'off',
  negativeCaching: 'off',
  scanBypass: false,
  keepDegraded: 'off',
  aliasing: false,
} as const;

/** No TTL, no bound, no invalidation. */
export const dictionary: NaiveWay<'dictionary'> = {
  name: 'dictionary',
  harms: [
    { figure: 'out-of-date', from: 0.1 },
    { figure: 'contradictions', from: 0.01 },
    { figure: 'memory', from: 1.1 },
  ],
  preset: [
    { setting: 'invalidation', value: 'tags' },
    { setting: 'priceChangesPerMinute', value: 300 },
    { setting: 'bytes', value: 2_000_000 },
  ],
  cureBy: { setting: 'memoKind', value: 'memoize' },
  forces: plainMap,
  unbounded: true,
};
