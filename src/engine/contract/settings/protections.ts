import { choice, duration, toggle } from './kinds';

/** Protections of the service behind a memo cache; each works alone and in any combination. */
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
    label: 'stale-while-revalidate',
    default: 'off',
    min: 100,
    max: 3_600_000,
    words: ['off'],
  }),
  refreshAhead: choice({
    label: 'Refresh ahead',
    default: 'off',
    options: [
      { value: 'off', label: 'off', help: 'A value is recomputed at the first miss after its expiry.' },
      {
        value: '0.5',
        label: 'from 50 %',
        help: 'A request in the second half of its TTL starts a refresh.',
      },
      {
        value: '0.8',
        label: 'from 80 %',
        help: 'A request in the last fifth of its TTL starts a refresh.',
      },
      {
        value: '0.95',
        label: 'from 95 %',
        help: 'A request in the last twentieth of its TTL starts a refresh.',
      },
    ],
  }),
  earlyExpiry: choice({
    label: 'Early expiration (XFetch)',
    default: 'off',
    options: [
      { value: 'off', label: 'off', help: 'A value expires for all requests at the same moment.' },
      {
        value: '1',
        label: 'beta 1',
        help: 'The published default: recomputed early in proportion to its cost.',
      },
      { value: '4', label: 'beta 4', help: 'Recomputed earlier and more often.' },
    ],
  }),
  staleIfError: duration({
    label: 'stale-if-error',
    default: 'off',
    min: 100,
    max: 86_400_000,
    words: ['off'],
  }),
  negativeCaching: duration({
    label: 'Negative caching',
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
    label: 'Soft timeout',
    default: 'off',
    min: 1,
    max: 60_000,
    words: ['off'],
  }),
  hardLimit: duration({
    label: 'Hard timeout',
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
