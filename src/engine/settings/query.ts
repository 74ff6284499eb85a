import { duration, number, toggle } from '../setting-kinds';

/** TanStack Query’s client cache, in this browser. */
export const query = {
  staleTime: duration({
    label: 'staleTime',
    default: 0,
    min: 0,
    max: 3_600_000,
    words: ['never'],
    help: 'How long an answer counts as fresh in this browser. 0: every use asks again. never: it never becomes stale.',
  }),
  gcTime: duration({
    label: 'gcTime',
    default: 300_000,
    min: 0,
    max: 3_600_000,
    words: ['never'],
    help: 'How long an answer that nothing on the page uses stays in memory.',
  }),
  retry: number({
    label: 'Retries',
    unit: 'retries',
    default: 3,
    min: 0,
    max: 6,
    step: 1,
    help: 'How often a failed request is tried again, after 1, 2, 4… seconds.',
  }),
  refetchOnWindowFocus: toggle({
    label: 'Refetch on focus',
    default: true,
    help: 'Stale answers in use are asked for again when this window gets the focus.',
  }),
} as const;
