import type { SettingId } from '../../../engine/contract/settings';

/** In one or two sentences. */
const says: Readonly<Record<SettingId, string>> = {
  auditRate:
    'Share of the answers that may be wrong (out of date, or computed without some inputs) that are recomputed off the books, to know which of them are.',
  freshAuditRate:
    'Share of the hits on values whose facts are all current that are recomputed all the same. One that shows something else is a hidden correctness failure: no version tells of it.',
  networkLatency:
    'Time that a request of this browser is on its way, there and back, without the answer’s making.',
  networkJitter: 'The most that chance adds to the latency.',
  networkErrors: 'Share of this browser’s requests that are answered with 503.',
  offline: 'No request of this browser arrives anywhere.',
  storeLatency: 'Virtual time of one database query.',
  storeDown:
    'This service does not reach its store: what needs a query fails after the store latency. Changes that others make go on.',
  productReads: 'How a computation reads the products that it weighs. Each query takes the store latency.',
  computeErrors: 'Share of the computations that fail after having taken their time.',
  computeSlowdown: 'Makes every computation take this many times its virtual time.',
  invalidation: 'What a change of a fact does to the memo caches.',
  messageDelay:
    'Time from a change to its message’s arrival at the memo caches. With 0 they know it in the same moment.',
  messageLoss: 'Share of the messages about changes that never arrive at the memo caches.',
  memoKind:
    'How the memo layer is written: correctly, or in one of the ways that people write first. A change restarts it empty.',
  policy: 'Which entry makes room when a bound is reached.',
  entries: 'The most entries that each of the three memo caches holds.',
  bytes:
    'The most bytes that the memo caches hold together, by estimate. At most 1 GB: a browser gives the engine 2 to 4 GB, and an entry with its bookkeeping takes about twice its estimate.',
  budget: 'Whether the three memo caches share the bytes or each have their own.',
  ttl: 'Time to live: how long after its making a value may be served. Longer: more hits, and more of them out of date. A shorter one counts for what is there already, a longer one for what comes.',
  expiry: 'When an expired entry leaves memory. Neither way serves it.',
  singleFlight: 'Equal misses at the same time wait for one computation instead of starting many.',
  leases:
    'A value made from what was invalidated meanwhile is handed out but not kept. Off: it stays for a whole TTL.',
  staleWhileRevalidate:
    'For how long past its TTL a value is still served, while one computation renews it behind the answer. Stale in this name (RFC 5861) means expired, not out of date.',
  refreshAhead:
    'A value that is asked for late in its TTL is renewed before it expires, while the present one is served.',
  earlyExpiry:
    'Each request decides at random whether to renew a value shortly before it expires; costly values earlier.',
  staleIfError:
    'For how long past its TTL a value is served when the computation of a new one fails. Stale in this name (RFC 5861) means expired, not out of date.',
  negativeCaching:
    'For how long a failed computation is remembered, so that not every request tries it again (negative caching).',
  retryBudget: 'Failed computations are tried again as long as retries stay a share of first attempts.',
  softLimit:
    'A request that waits longer gets the expired value, if it is still held; the computation continues.',
  hardLimit:
    'A request that waits longer gets an error, and the next one starts a new computation. A value that comes later is still kept.',
  keepDegraded:
    'For how long a page is kept that was computed without some of its inputs (similarities or weights), since they failed or came too late. Off: it is answered and not kept. It never replaces a complete one that may still be served.',
  aliasing:
    'Each request gets its own copy of the page, so that no caller can change what others get. A change of this setting empties the pages’ cache.',
  scanBypass:
    'A value is kept only if its key was asked for before, not long ago: what is asked for once drives nobody out.',
  staleTime:
    'How long an answer is used in this browser without asking the service again. 0: every use asks. never: no use asks. It says nothing of whether the answer is true.',
  gcTime: 'How long an answer that nothing on the page uses stays in memory.',
  retry: 'How often a failed request is tried again, after 1, 2, 4… seconds.',
  refetchOnWindowFocus:
    'Answers in use whose staleTime is over are fetched again when this window gets the focus.',
  requestsPerSecond: 'Page requests that arrive per virtual second, as a Poisson process.',
  shopperSkew: 'How unevenly shoppers come: 0, all alike; 1, the second comes half as often as the first.',
  productSkew: 'How unevenly products are looked at. The most bought product is rank 1.',
  homeShare: 'Weight of homes in the page mix, beside the other two. A home is one ranking for one shopper.',
  productShare:
    'Weight of product pages in the page mix, beside the other two. A product page is one ranking of similar products, the same for everyone.',
  categoryShare:
    'Weight of category pages in the page mix, beside the other two. A category page is one ranking for one shopper and one category.',
  sessionPages: 'Pages that a shopper opens in one visit, on average.',
  cores: 'Computations that run at once; others queue. Too few, and misses wait.',
  priceChangesPerMinute:
    'Prices that change per virtual minute, each in one transaction that bumps the product’s version.',
  profileUpdatesPerMinute: 'Shoppers per virtual minute who change what they like.',
  purchasesPerMinute: 'Purchases per virtual minute: each changes a shopper’s history and a product’s stock.',
  deals:
    'For so long one category is a fifth cheaper, then the next one is: prices that depend on the time. They are taken off after the cache.',
  retrainEvery:
    'How often the similarity model is retrained. All similarity lists then belong to an old version.',
  model:
    'What finds similar products. Cosine serves at first; another one takes over when its training is done.',
  updates:
    'When purchases enter the model. Each time it is a new version, and all similarity lists are of an old one.',
};

/** What each setting does. A chunk of its own, fetched when a help text is first opened. */
export default function SettingsHelp({ id }: { readonly id: SettingId }) {
  return says[id];
}
