import { choice, duration, toggle } from '../setting-kinds';

/** What keeps a memo cache from hurting the service behind it; each alone and in any combination. */
export const protections = {
  singleFlight: toggle({
    label: 'Single-flight',
    default: true,
    help: 'Equal misses at the same time wait for one computation instead of starting many.',
  }),
  leases: toggle({
    label: 'Leases',
    default: true,
    help: 'A value made from what was invalidated meanwhile is handed out but not kept. Off: it stays for a whole TTL.',
  }),
  staleWhileRevalidate: duration({
    label: 'Stale while revalidate',
    default: 'off',
    min: 100,
    max: 3_600_000,
    words: ['off'],
    help: 'For how long past its TTL a value is still served, while one computation renews it behind the answer.',
  }),
  refreshAhead: choice({
    label: 'Refresh ahead',
    default: 'off',
    options: [
      { value: 'off', label: 'off', help: 'A value is renewed when somebody misses it.' },
      {
        value: '0.5',
        label: 'from 50 %',
        help: 'Whoever asks in the second half of its TTL starts its renewal.',
      },
      {
        value: '0.8',
        label: 'from 80 %',
        help: 'Whoever asks in the last fifth of its TTL starts its renewal.',
      },
      { value: '0.95', label: 'from 95 %', help: 'Whoever asks shortly before its end starts its renewal.' },
    ],
    help: 'A value that is asked for late in its life is renewed before it dies, while the present one is served.',
  }),
  earlyExpiry: choice({
    label: 'Early expiry (XFetch)',
    default: 'off',
    options: [
      { value: 'off', label: 'off', help: 'A value dies for everybody at the same moment.' },
      {
        value: '1',
        label: 'beta 1',
        help: 'The published default: renewed early in proportion to its cost.',
      },
      { value: '4', label: 'beta 4', help: 'More eager: renewed earlier, computed more often.' },
    ],
    help: 'Each request throws a die whether to renew a value shortly before it dies; costly ones earlier.',
  }),
  staleIfError: duration({
    label: 'Stale if error',
    default: 'off',
    min: 100,
    max: 86_400_000,
    words: ['off'],
    help: 'For how long past its TTL a value is served when the computation of a new one fails.',
  }),
  negativeCaching: duration({
    label: 'Remember failures',
    default: 'off',
    min: 100,
    max: 600_000,
    words: ['off'],
    help: 'For how long a failed computation is remembered, so that not every request tries it again (negative caching).',
  }),
  retryBudget: choice({
    label: 'Retry budget',
    default: 'off',
    options: [
      { value: 'off', label: 'off', help: 'A failed computation is an error for everybody who waits.' },
      { value: '0.1', label: '10 %', help: 'One retry for ten first attempts, at most two for one request.' },
      {
        value: '1',
        label: '100 %',
        help: 'As many retries as first attempts: in an outage the load doubles.',
      },
    ],
    help: 'Failed computations are tried again as long as retries stay a share of first attempts.',
  }),
  softLimit: duration({
    label: 'Soft time limit',
    default: 'off',
    min: 1,
    max: 60_000,
    words: ['off'],
    help: 'Who waits longer gets the value that is past its TTL, if it is still there; the computation goes on.',
  }),
  hardLimit: duration({
    label: 'Hard time limit',
    default: 'off',
    min: 1,
    max: 600_000,
    words: ['off'],
    help: 'Who waits longer gets an error, and the next who asks starts anew. A value that comes later is still kept.',
  }),
  aliasing: toggle({
    label: 'Copy on read',
    default: false,
    help: 'Each who asks gets a copy of the page of their own, so that nobody can change what others get. A change restarts the pages’ cache empty.',
  }),
  scanBypass: toggle({
    label: 'Scan bypass',
    default: false,
    help: 'A value is kept only if its key was asked for before, not long ago: what is asked for once drives nobody out.',
  }),
} as const;
