import type { CacheTruth } from '../../engine/contract/engine';

/** What each cache holds, one sentence each. */
export const cacheWords: Readonly<Record<CacheTruth['cache'], string>> = {
  similarities:
    'Similarities: for a product the products that are bought with it. Pages are computed from them.',
  weights:
    'Weights: for a shopper the share of each category in what they buy. Homes and category pages need them.',
  rankings:
    'Rankings: whole pages with prices; products by relevance, then moved apart for variety, so that a higher score may stand below a lower one. One page request asks this cache once.',
  query: 'Query cache: answers of the shop as this browser holds them, by TanStack Query.',
};
