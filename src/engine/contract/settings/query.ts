import { duration, number, toggle } from './kinds';

/** TanStack Query’s client cache, in this browser: the labels are its own options. */
export const query = {
  staleTime: duration({
    label: 'staleTime',
    default: 0,
    min: 0,
    max: 3_600_000,
    words: ['never'],
  }),
  gcTime: duration({
    label: 'gcTime',
    default: 300_000,
    min: 0,
    max: 3_600_000,
    words: ['never'],
  }),
  retry: number({
    label: 'retry',
    unit: 'retries',
    default: 3,
    min: 0,
    max: 6,
    step: 1,
    whole: true,
  }),
  refetchOnWindowFocus: toggle({
    label: 'refetchOnWindowFocus',
    default: true,
  }),
} as const;
