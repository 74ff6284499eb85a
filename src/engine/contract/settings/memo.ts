import { naiveWords, optionsOf } from '../words';
import { bytes, choice, duration, number, policy } from './kinds';

/** The memo caches: what goes first, how much is kept, and for how long. */
export const memo = {
  memoKind: choice({
    label: 'Memo layer',
    default: 'memoize',
    options: [
      {
        value: 'memoize',
        label: 'correct',
        help: 'It follows the settings below.',
      },
      ...optionsOf(naiveWords),
    ],
  }),
  policy: policy({
    label: 'Eviction policy',
    default: 'lru',
  }),
  entries: number({
    label: 'Max entries',
    unit: 'entries a cache',
    default: 10_000,
    min: 1,
    max: 1_000_000,
    scale: 'log',
    whole: true,
  }),
  bytes: bytes({
    label: 'Max bytes',
    default: 32_000_000,
    min: 10_000,
    // A browser gives a worker 2 to 4 GB, and an entry with its bookkeeping takes about twice its estimated bytes.
    max: 1_000_000_000,
  }),
  budget: choice({
    label: 'Byte budget',
    default: 'shared',
    options: [
      {
        value: 'shared',
        label: 'one for all three',
        help: 'When it is exceeded, the cache that holds the most bytes evicts.',
      },
      {
        value: 'own',
        label: 'a third each',
        help: 'Each cache has a bound of its own: a third of the bytes.',
      },
    ],
  }),
  ttl: duration({
    label: 'TTL',
    default: 60_000,
    min: 100,
    max: 86_400_000,
    words: ['never'],
  }),
  expiry: choice({
    label: 'Expiry',
    default: 'active',
    options: [
      {
        value: 'active',
        label: 'active',
        help: 'A timer removes expired entries: the size falls by itself.',
      },
      {
        value: 'lazy',
        label: 'lazy',
        help: 'Expired entries stay until a request finds them or they are evicted.',
      },
    ],
  }),
} as const;
