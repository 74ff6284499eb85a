import type { SettingId } from '../../../engine/contract/settings';

/** In one or two sentences. */
const says: Readonly<Record<SettingId, string>> = {
  auditRate:
    'Share of the answers that may be wrong (out of date, or computed without some inputs) that are recomputed off the books, to know which of them are.',
  freshAuditRate:
    'Share of the hits on values whose facts are all current that are recomputed all the same. A difference is a hidden correctness failure: the versions do not show it.',
  networkLatency: 'Round-trip time of a request of this browser, without the computation of its answer.',
  networkJitter: 'Largest random addition to the latency.',
  networkErrors: 'Share of this browser’s requests that are answered with 503.',
  offline: 'No request of this browser reaches the service.',
  storeLatency: 'Virtual time of one database query.',
  storeDown:
    'This service does not reach its store: what needs a query fails after the store latency. Changes by others continue.',
  productReads: 'How a computation reads the products that it weighs. Each query takes the store latency.',
  computeErrors: 'Share of the computations that fail, at the end of their time.',
  computeSlowdown: 'Makes every computation take this many times its virtual time.',
  invalidation:
    'What a change of a fact does to the memo caches: nothing, or invalidation by key, by tag (surrogate keys in a CDN) or by version.',
  messageDelay: 'Time from a change until its message reaches the memo caches. 0: at once.',
  messageLoss: 'Share of the messages about changes that never reach the memo caches.',
  memoKind:
    'How the memo layer is written: correctly, or in one of the common naive ways. A change restarts it empty.',
  policy: 'Which entry is evicted when a bound is reached. Redis calls it maxmemory-policy.',
  entries:
    'Bounds the number of entries of each of the three memo caches: max in lru-cache, maximumSize in Caffeine.',
  bytes:
    'Bounds the estimated bytes of the memo caches together: maxSize in lru-cache, maximumWeight in Caffeine, maxmemory in Redis. At most 1 GB: a browser gives the engine 2 to 4 GB, and an entry with its bookkeeping takes about twice its estimate.',
  budget: 'Whether the three memo caches share the bytes or each have their own.',
  ttl: 'Time to live: how long after its computation a value may be served. It is ttl in lru-cache, expireAfterWrite in Caffeine. A longer TTL gives more hits, and more of them out of date. A shorter one applies to resident entries too, a longer one to new entries only.',
  expiry:
    'When an expired entry is removed from memory. It is not served in either case. Active is ttlAutopurge in lru-cache and a scheduler in Caffeine.',
  singleFlight:
    'Concurrent misses of a key wait for one computation instead of starting many. Also called request coalescing; singleflight in Go, a loading cache in Caffeine.',
  leases:
    'A value whose facts were invalidated during its computation is returned but not kept, as with the leases of Memcached at Facebook. Off: it stays for a whole TTL.',
  staleWhileRevalidate:
    'How long after its TTL a value is still served while one computation refreshes it in the background, as in HTTP (RFC 5861). Stale in this name means expired, not out of date. lru-cache: allowStale with fetch.',
  refreshAhead:
    'A request late in the TTL starts a refresh in the background, before the value expires: refreshAfterWrite in Caffeine.',
  earlyExpiry:
    'Each request decides at random whether to recompute a value shortly before it expires, earlier for costly values: probabilistic early expiration, against stampedes.',
  staleIfError:
    'How long after its TTL a value is served when its recomputation fails, as in HTTP (RFC 5861). Stale in this name means expired, not out of date. FusionCache calls it fail-safe.',
  negativeCaching: 'How long a failed computation is cached, so that not every request tries it again.',
  retryBudget:
    'Failed computations are retried as long as retries stay below a share of the first attempts, so that an outage does not multiply the load.',
  softLimit:
    'A request that waits longer gets the expired value, if it is still resident; the computation continues. FusionCache has the same name.',
  hardLimit:
    'A request that waits longer gets an error, and the next one starts a new computation. A late value is still kept.',
  keepDegraded:
    'TTL of a page that was computed without some of its inputs (similarities or weights), because they failed or came too late. Off: it is returned and not kept. It never replaces a complete page that may still be served.',
  aliasing:
    'Each request gets its own copy of the page, so that no caller can change the cached one. Ehcache has the same name. A change of this setting empties the pages’ cache.',
  scanBypass:
    'A value is kept only at the second recent request for its key, so that a scan evicts nothing: the doorkeeper of TinyLFU.',
  staleTime:
    'How long TanStack Query uses an answer without a new request. 0: every use sends one. never: no use does. It does not say whether the answer is true.',
  gcTime: 'How long TanStack Query keeps an answer that nothing on the page uses.',
  retry: 'How often TanStack Query repeats a failed request, after 1, 2, 4… seconds.',
  refetchOnWindowFocus:
    'When this window gets the focus, TanStack Query refetches the answers in use whose staleTime is over.',
  requestsPerSecond: 'Page requests that arrive per virtual second, as a Poisson process.',
  shopperSkew: 'How unevenly shoppers visit: 0, all equally often; 1, the second half as often as the first.',
  productSkew: 'How unevenly products are viewed. The most bought product has rank 1.',
  homeShare: 'Weight of homes in the page mix, beside the other two. A home is one ranking for one shopper.',
  productShare:
    'Weight of product pages in the page mix, beside the other two. A product page is one ranking of similar products, the same for everyone.',
  categoryShare:
    'Weight of category pages in the page mix, beside the other two. A category page is one ranking for one shopper and one category.',
  sessionPages: 'Pages that a shopper opens in one visit, on average.',
  cores: 'Computations that run at once; others queue. With too few, misses wait.',
  priceChangesPerMinute:
    'Prices that change per virtual minute, each in one transaction that bumps the product’s version.',
  profileUpdatesPerMinute: 'Changes of a shopper’s profile per virtual minute.',
  purchasesPerMinute: 'Purchases per virtual minute: each changes a shopper’s history and a product’s stock.',
  deals:
    'How long one category is a fifth cheaper, before the next one is: prices that depend on the time. The discount is applied after the cache.',
  retrainEvery:
    'How often the similarity model is retrained. All similarity lists then belong to an old version.',
  model:
    'The model of similar products. Cosine serves at first; another model replaces it when its training is done.',
  updates:
    'When purchases enter the model. Each time it gets a new version, and all similarity lists belong to an old one.',
};

/** What each setting does. A chunk of its own, fetched when a help text is first opened. */
export default function SettingsHelp({ id }: { readonly id: SettingId }) {
  return says[id];
}
