import { choice, duration, toggle } from './kinds';

/** What keeps a memo cache from hurting the service behind it; each alone and in any combination. */
export const protections = {
  singleFlight: toggle({
    label: 'Single-flight',
    default: true,
  }),
  leases: toggle({
    label: 'Leases',
    default: true,
  }),
  staleWhileRevalidate: duration({
    label: 'Stale while revalidate',
    default: 'off',
    min: 100,
    max: 3_600_000,
    words: ['off'],
  }),
  refreshAhead: choice({
    label: 'Refresh ahead',
    default: 'off',
    options: [
      { value: 'off', label: 'off', help: 'A value is renewed when somebody misses it.' },
      {
        value: '0.5',
        label: 'from 50 %',
        help: 'A request in the second half of its TTL starts its renewal.',
      },
      {
        value: '0.8',
        label: 'from 80 %',
        help: 'A request in the last fifth of its TTL starts its renewal.',
      },
      { value: '0.95', label: 'from 95 %', help: 'A request shortly before its end starts its renewal.' },
    ],
  }),
  earlyExpiry: choice({
    label: 'Early expiry (XFetch)',
    default: 'off',
    options: [
      { value: 'off', label: 'off', help: 'A value expires for all requests at the same moment.' },
      {
        value: '1',
        label: 'beta 1',
        help: 'The published default: renewed early in proportion to its cost.',
      },
      { value: '4', label: 'beta 4', help: 'More eager: renewed earlier, computed more often.' },
    ],
  }),
  staleIfError: duration({
    label: 'Stale if error',
    default: 'off',
    min: 100,
    max: 86_400_000,
    words: ['off'],
  }),
  negativeCaching: duration({
    label: 'Remember failures',
    default: 'off',
    min: 100,
    max: 600_000,
    words: ['off'],
  }),
  retryBudget: choice({
    label: 'Retry budget',
    default: 'off',
    options: [
      { value: 'off', label: 'off', help: 'A failed computation is an error for every waiting request.' },
      { value: '0.1', label: '10 %', help: 'One retry for ten first attempts, at most two for one request.' },
      {
        value: '1',
        label: '100 %',
        help: 'As many retries as first attempts: in an outage the load doubles.',
      },
    ],
  }),
  softLimit: duration({
    label: 'Soft time limit',
    default: 'off',
    min: 1,
    max: 60_000,
    words: ['off'],
  }),
  hardLimit: duration({
    label: 'Hard time limit',
    default: 'off',
    min: 1,
    max: 600_000,
    words: ['off'],
  }),
  keepDegraded: duration({
    label: 'Keep degraded answers',
    default: 'off',
    min: 100,
    max: 600_000,
    words: ['off'],
  }),
  aliasing: toggle({
    label: 'Copy on read',
    default: false,
  }),
  scanBypass: toggle({
    label: 'Scan bypass',
    default: false,
  }),
} as const;
