/** The meaning of each figure: definition, formula, denominator. Shown by hover or key press at every figure. */
export interface Meaning {
  readonly title: string;
  readonly says: string;
  readonly formula?: string;
}

const WINDOW = 'Over the time that the charts show.';
const BROWSER_LATENCY =
  'For this browser: the network latency that is set, the service’s virtual time and the waits between attempts, at any speed; the machine’s own time is not in it. The autopilot’s misses count as on idle cores.';

export const glossary = {
  'hit-ratio': {
    title: 'Hit ratio',
    says: `Share of requests that were answered from the cache. A request that waits for another’s computation (coalesced) is no hit. A high ratio can be a wrong one: look at stale and wrong beside it. ${WINDOW}`,
    formula: '(fresh + stale + unchecked + wrong) / requests',
  },
  'stale-ratio': {
    title: 'Stale',
    says: `Share of requests answered with a value computed from a fact that has changed since, where the shopper sees no difference. Where not all are audited, an estimate (≈). ${WINDOW}`,
    formula: 'stale / requests',
  },
  'unchecked-ratio': {
    title: 'Unchecked',
    says: `Share of requests answered from the cache with a value that may be wrong, since a fact has changed or an input was missing when it was computed, and that was not audited. None at an audit rate of 100 %. ${WINDOW}`,
    formula: 'unchecked / requests',
  },
  'degraded-ratio': {
    title: 'Degraded',
    says: `Share of requests answered with a page that was just computed without some of its inputs (similarities or weights), since those failed or came too late. Such a page is answered and not kept. ${WINDOW}`,
    formula: 'degraded / requests',
  },
  'wrong-ratio': {
    title: 'Wrong',
    says: `Share of requests answered from the cache with something the shop prints otherwise now: other products, another order, another price, another reason, or sold out. Scores are not printed. (Similarities and weights are never shown: of them every number counts, to a millionth.) Each answer that is out of date is recomputed off the books to know. Where the audit rate is below 100 %, this is an estimate (≈) from those that were. ${WINDOW}`,
    formula: 'wrong × (stale + wrong + unchecked) / (stale + wrong) / requests',
  },
  'why-missed': {
    title: 'Why it missed',
    says: `Misses by reason; each reason says which setting would make fewer of them. Requests that waited for another’s computation, failed or were degraded are no misses. ${WINDOW}`,
    formula: 'miss = cold + evicted + expired + invalidated + refused + bypassed + early + failed + corrupt',
  },
  'failed-ratio': {
    title: 'Failed',
    says: `Share of requests that got no answer, by reason. timeout: the hard timeout. queue full: no place to wait for a core. store down: a query failed. compute failed: the computation failed. remembered: an earlier failure is cached, so nothing was tried. ${WINDOW}`,
    formula: 'error / requests',
  },
  'pages-right': {
    title: 'Right',
    says: `Share of the page requests that got what the database would give at that moment, from a cache or computed. ${WINDOW}`,
    formula: 'right / page requests',
  },
  'pages-stale': {
    title: 'Stale',
    says: `Share of the page requests answered with a page of which a fact had changed, where the shopper sees no difference. Pages that were just computed count too: their inputs (similarities and weights, from their own caches) can be out of date. ${WINDOW}`,
    formula: 'stale / page requests',
  },
  'pages-unchecked': {
    title: 'Unchecked',
    says: `Share of the page requests answered with a page that may be wrong and was not audited. None at an audit rate of 100 %. ${WINDOW}`,
    formula: 'unchecked / page requests',
  },
  'pages-wrong': {
    title: 'Wrong',
    says: `Share of the page requests answered with a page that shows the shopper something else than the database would give: other products, another order, another price. ${WINDOW}`,
    formula: 'wrong / page requests',
  },
  'pages-degraded': {
    title: 'Degraded',
    says: `Share of the page requests answered with a page that was computed without some of its inputs (similarities or weights), since those failed or came too late. ${WINDOW}`,
    formula: 'degraded / page requests',
  },
  'pages-failed': {
    title: 'Failed',
    says: `Share of the page requests that got no answer, by reason. ${WINDOW}`,
    formula: 'failed / page requests',
  },
  'database-spared': {
    title: 'database',
    says: `How many queries the database got, against a run without caches: those that the answered requests would have made, if each had computed its page, weights and similarities for itself. Queries for renewals behind the answers and for failed requests were made too, so it can be above 0. ${WINDOW}`,
    formula: 'queries made / queries without caches − 1',
  },
  'latency-p50': {
    title: 'p50',
    says: `Half of the requests were answered within this virtual time. A request without an answer ranks behind all answers; “none” means that more than half got no answer; what the answers took stands below. ${BROWSER_LATENCY} ${WINDOW}`,
  },
  'latency-p99': {
    title: 'p99',
    says: `99 of 100 requests were answered within this virtual time. A request without an answer ranks behind all answers; “none” means that more than 1 % got no answer; what the answers took stands below. ${BROWSER_LATENCY} ${WINDOW}`,
  },
  entries: { title: 'Entries', says: 'Values that are held now, and the most that may be.' },
  bytes: {
    title: 'Bytes',
    says: 'Memory that the held values take, estimated from their size, and the most that they may.',
  },
  evictions: { title: 'Evictions', says: `Entries that had to make room for others. ${WINDOW}` },
  expirations: {
    title: 'Expirations',
    says: `Entries whose time was over: TTL in the memo cache, gcTime in the query cache. ${WINDOW}`,
  },
  invalidations: {
    title: 'Invalidations',
    says: `Entries that were taken out because something changed. ${WINDOW}`,
  },
  'queries-saved': {
    title: 'Queries saved',
    says: `Database queries that hits made unnecessary: those that the making of their entries took. ${WINDOW}`,
  },
  'compute-saved': {
    title: 'Time saved',
    says: `Virtual computing time that hits made unnecessary: what the making of their entries took. ${WINDOW}`,
  },
  stalest: {
    title: 'Staleness age',
    says: `For how long an answer from the cache, stale or wrong, had been out of date when it was given: now minus the time of the first change that it missed. The greatest one. ${WINDOW}`,
  },
  requests: {
    title: 'Requests',
    says: `Requests to this tier, whatever became of them. ${WINDOW}`,
    formula: 'fresh + stale + unchecked + wrong + degraded + coalesced + miss + error',
  },
  needless: {
    title: 'Recomputed though right',
    says: `Needless work: recomputations, or fetches, that show the same as what was in hand, by the definition of wrong (in this browser: the same ETag). In hand is the key’s last value while the cache holds it, expired or not, and after it has left because it expired, was invalidated or was replaced; one that was evicted is not. The TTL was too short, the invalidation too broad, or the renewal too early. ${WINDOW}`,
    formula: 'recomputed with the same answer in hand',
  },
  retries: {
    title: 'Retries',
    says: `Failed attempts of the browser that were or could be made again. ${WINDOW}`,
  },
  'database-queries': {
    title: 'Queries',
    says: 'SQL queries that the engine really ran to read, since the start of the run. Audits and writes are not counted.',
  },
  'database-time': {
    title: 'Query time',
    says: 'What SQLite really took for them, measured on your machine’s clock.',
  },
  'n-plus-one': {
    title: 'N+1',
    says: 'One query for a list, then one more for each of its items: each waits for the store, where one query could have asked for all. Said of a statement that ran at least three times in one page request and gave at most one row each time.',
  },
  'fact-version': {
    title: 'version',
    says: 'How often this fact has changed since the start of the run. A cached value keeps the versions that it was computed from: an older one makes it stale.',
  },
  computations: {
    title: 'Computations',
    says: 'Stages that were really computed, since the start of the run.',
  },
  'compute-time': {
    title: 'Compute time',
    says: 'What they really took, database reads included, measured on your machine’s clock.',
  },
  cores: { title: 'Cores', says: 'Computations that run now, of the cores there are; the others queue.' },
  'model-version': {
    title: 'Model',
    says: 'How often the similarity model has been retrained in this run.',
  },
  changes: {
    title: 'Changes',
    says: 'Facts of the store that have changed since the start of the run: prices, stock, profiles, purchases, models.',
  },
} as const satisfies Record<string, Meaning>;

export type GlossaryId = keyof typeof glossary;
