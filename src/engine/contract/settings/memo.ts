import { naiveWords, optionsOf } from '../words';
import { bytes, choice, duration, number, policy } from './kinds';

/** The memo caches: what goes first, how much is kept, and for how long. */
export const memo = {
  memoKind: choice({
    label: 'Memoized',
    default: 'memoize',
    options: [
      {
        value: 'memoize',
        label: 'correct',
        help: 'The memo layer does what is set below.',
      },
      ...optionsOf(naiveWords),
    ],
  }),
  policy: policy({
    label: 'Eviction policy',
    default: 'lru',
  }),
  entries: number({
    label: 'Entries',
    unit: 'entries a cache',
    default: 10_000,
    min: 1,
    max: 1_000_000,
    scale: 'log',
    whole: true,
  }),
  bytes: bytes({
    label: 'Bytes',
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
        help: 'Over it, the cache that holds most bytes evicts.',
      },
      {
        value: 'own',
        label: 'a third each',
        help: 'Each cache has a third of the bytes to itself.',
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
        help: 'Expired entries stay until they are asked for or evicted.',
      },
    ],
  }),
} as const;
