import { choice, duration, number } from '../setting-kinds';

/** What happens outside of the caches. */
export const world = {
  priceChangesPerMinute: number({
    label: 'Price changes',
    unit: 'a minute',
    default: 6,
    min: 0,
    max: 6_000,
    scale: 'log',
    help: 'Prices that change per virtual minute, each in one transaction that bumps the product’s version.',
  }),
  profileUpdatesPerMinute: number({
    label: 'Profile updates',
    unit: 'a minute',
    default: 6,
    min: 0,
    max: 6_000,
    scale: 'log',
    help: 'Shoppers per virtual minute who change what they like.',
  }),
  purchasesPerMinute: number({
    label: 'Purchases',
    unit: 'a minute',
    default: 6,
    min: 0,
    max: 6_000,
    scale: 'log',
    help: 'Purchases per virtual minute: each changes a shopper’s history and a product’s stock.',
  }),
  deals: duration({
    label: 'Deal of the hour',
    default: 'never',
    min: 1_000,
    max: 86_400_000,
    words: ['never'],
    help: 'For so long one category is a fifth cheaper, then the next one is: prices that depend on the time. They are taken off after the cache.',
  }),
  retrainEvery: duration({
    label: 'Retrain',
    default: 600_000,
    min: 10_000,
    max: 86_400_000,
    words: ['never'],
    help: 'How often the similarity model is trained anew. All similarity lists then belong to an old version.',
  }),
  model: choice({
    label: 'Model',
    default: 'cosine',
    options: [
      { value: 'cosine', label: 'Cosine', help: 'Who bought this also bought that. Trained in no time.' },
      { value: 'bm25', label: 'BM25', help: 'The same with the weights of text search. Trained in no time.' },
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
    help: 'What finds similar products. Cosine serves at first; another one takes over when its training is done.',
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
    help: 'When purchases enter the model. Each time it is a new version, and all similarity lists are of an old one.',
  }),
} as const;
