import { choice } from '../setting-kinds';

/** What a change of a fact does to the memo caches. */
export const invalidation = {
  invalidation: choice({
    label: 'Invalidation',
    default: 'none',
    options: [
      {
        value: 'none',
        label: 'TTL only',
        help: 'A change reaches the caches only when entries expire.',
      },
      {
        value: 'key',
        label: 'by key',
        help: 'A change removes the one entry it is named after: its product page, its shopper’s weights.',
      },
      {
        value: 'tags',
        label: 'by tag',
        help: 'A change removes every entry that was computed from the changed fact.',
      },
    ],
    help: 'What a change of a fact does to the memo caches.',
  }),
} as const;
