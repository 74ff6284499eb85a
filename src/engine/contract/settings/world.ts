import { choice, duration, number } from './kinds';

/** What happens outside of the caches. */
export const world = {
  priceChangesPerMinute: number({
    label: 'Price changes',
    unit: 'a minute',
    default: 6,
    min: 0,
    max: 6_000,
    scale: 'log',
  }),
  profileUpdatesPerMinute: number({
    label: 'Profile updates',
    unit: 'a minute',
    default: 6,
    min: 0,
    max: 6_000,
    scale: 'log',
  }),
  purchasesPerMinute: number({
    label: 'Purchases',
    unit: 'a minute',
    default: 6,
    min: 0,
    max: 6_000,
    scale: 'log',
  }),
  deals: duration({
    label: 'Deal of the hour',
    default: 'never',
    min: 1_000,
    max: 86_400_000,
    words: ['never'],
  }),
  retrainEvery: duration({
    label: 'Retrain',
    default: 600_000,
    min: 10_000,
    max: 86_400_000,
    words: ['never'],
  }),
  model: choice({
    label: 'Model',
    default: 'cosine',
    options: [
      {
        value: 'cosine',
        label: 'Cosine',
        help: 'Customers who bought this also bought that. Trains in a fraction of a second.',
      },
      {
        value: 'bm25',
        label: 'BM25',
        help: 'The same with the weights of text search. Trains in a fraction of a second.',
      },
      {
        value: 'ease',
        label: 'EASE^R',
        help: 'A regression over all pairs of products: better, and its training is long.',
      },
      {
        value: 'slist',
        label: 'SLIST',
        help: 'EASE^R that also learns in which order things are bought: the best here, and the longest training.',
      },
    ],
  }),
  updates: choice({
    label: 'Later purchases',
    default: 'retrain',
    options: [
      { value: 'retrain', label: 'at the retrain', help: 'What was bought since the last training waits.' },
      {
        value: 'minute',
        label: 'every minute',
        help: 'They are worked into the model each virtual minute, for EASE^R by a low-rank update. SLIST cannot.',
      },
    ],
  }),
} as const;
