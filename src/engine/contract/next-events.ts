import type { TierCounters } from './tier';

/** What a run can be played on to: a word for the page, and the counter that tells when it has happened. */
export const nextEvents = {
  eviction: { label: 'eviction', counter: 'evicted' },
  expiry: { label: 'expiry', counter: 'expired' },
  invalidation: { label: 'invalidation', counter: 'invalidated' },
  stale: { label: 'stale answer', counter: 'stale' },
  wrong: { label: 'wrong answer', counter: 'wrong' },
  coalesced: { label: 'coalesced request', counter: 'coalesced' },
  error: { label: 'error', counter: 'error' },
} as const satisfies Record<string, { readonly label: string; readonly counter: keyof TierCounters }>;

export type NextEvent = keyof typeof nextEvents;

/** How playing on to what happens next has ended. stopped: it was played, paused or sent elsewhere on the way. */
export type SearchResult = 'found' | 'none' | 'stopped';
