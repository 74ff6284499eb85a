import { duration, number } from '../setting-kinds';

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
} as const;
