import type { Meaning } from './glossary';

/** Definitions of the figures that only studies show. A chunk of its own, fetched with the first opened study. */
export const glossaryOfStudies = {
  'staleness-age': {
    title: 'Staleness age',
    says: 'For how long an answer had been out of date when it was given: now minus the time of the first change that it missed. Since the start of the run.',
    formula: 'time of the answer − time of the first change missed',
  },
  'audit-coverage': {
    title: 'Audited',
    says: 'Share of the out-of-date answers that were recomputed off the books, to know whether they are wrong. What was not audited is counted as unchecked.',
    formula: '(stale + wrong) / (stale + wrong + unchecked)',
  },
  'fresh-audited': {
    title: 'Fresh hits audited',
    says: 'Hits on values whose facts are all current that were recomputed all the same, a sample at the rate of “Audit of fresh hits”. One that shows something else is a hidden correctness failure: the code that made or served it is at fault, and the rule “deterministic outputs” names the entry.',
    formula: 'hidden wrong / fresh hits audited',
  },
  'missed-first': {
    title: 'Missed first',
    says: 'The kind of the first change that a wrong answer did not know of. Since the start of the run.',
  },
  'offline-audit': {
    title: 'Audit after the fact',
    says: 'Goes through what is recorded of the run once more: another store receives the recorded changes, and nothing else, and every answer is decided by computing it from the ground up. It must agree with what was counted live. The run goes on beside it.',
  },
  'reach-reached': {
    title: 'Reached',
    says: 'Entries that the strategy acted on when the message about the change came: removed, made unreachable, replaced, or set to be recomputed. Only entries that would have been served count.',
  },
  'reach-missed': {
    title: 'Missed',
    says: 'Entries that hold the changed fact in an older version and were not reached: the message was lost, none was sent, or the strategy does not know of them. Counted when the message comes, or would have. They stay until they expire, are evicted, or another change reaches them.',
    formula: 'entries that hold an older version − entries reached',
  },
  'reach-needless': {
    title: 'Reached though right',
    says: 'Of the entries reached, those that were still right: recomputed from the store at that moment, off the books, they show the same. Where there are many only some are audited; their share is given, and the estimate from them.',
    formula: 'still right / audited',
  },
  'reach-garbage': {
    title: 'Garbage',
    says: 'Entries under keys of past generations: no lookup finds them any more, and they take up room until they expire or are evicted. Only versioned keys leave any.',
  },
  'harm-out-of-date': {
    title: 'Out of date',
    says: 'Share of the pages that were served stale or wrong because a change was missed.',
    formula: '(stale + unchecked + wrong with a missed change) / pages',
  },
  'harm-hidden': {
    title: 'Hidden wrong',
    says: 'Share of the pages that were served wrong though every fact they were made from is current: another shopper’s, changed in the cache, or made at another time. No version tells, so each page is compared with the truth.',
    formula: 'wrong without a missed change / pages',
  },
  'harm-contradictions': {
    title: 'Contradictions',
    says: 'Of two answers to one shopper within ten seconds that show a common product or the same list: share of those that cannot both be true, since nothing changed meanwhile.',
    formula: 'pairs that contradict / pairs',
  },
  'harm-memory': {
    title: 'Memory',
    says: 'Bytes that the memo caches hold, over the bound that is set, whether it is in force or not.',
    formula: 'bytes held / bytes set',
  },
  'harm-recomputed': {
    title: 'Not from cache',
    says: 'Share of the pages that no cache answered.',
    formula: '(miss + coalesced + degraded + error) / pages',
  },
  'out-of-memory': {
    title: 'Out of memory',
    says: 'Times that the process was killed for want of memory (at 300 MB, where nothing bounds the caches) and restarted with empty caches.',
  },
  'message-delay': {
    title: 'Message',
    says: 'How the change came to be known at the caches: when, if it did. A message obeys the strategy that was set when it was sent.',
  },
  'stage-key': {
    title: 'Key',
    says: 'What an entry of this stage’s cache is found by: two requests with the same key get the same entry.',
  },
  'stage-depends': {
    title: 'Depends on',
    says: 'What of the shop the stage reads itself, and the stages that it is made from: what those depend on, it depends on too. A change of any of it can make an entry untrue.',
  },
  'stage-cost': {
    title: 'Work stated',
    says: 'What a computation costs, in work units: one unit is about one multiplication of two numbers in memory. The stages count by these very numbers; virtual time is this work, and a round trip to the store for each query.',
  },
  'stage-computations': {
    title: 'Computed',
    says: 'How often the stage was computed since the start of the run, repeated attempts included; the audit’s recomputations are not.',
  },
  'stage-work': {
    title: 'Work units',
    says: 'What an average computation counted: its work, as it is stated above.',
  },
  'stage-virtual': {
    title: 'Virtual',
    says: 'Virtual time of an average computation, its queries included, the stages that it is made from not. The same in every run with this seed and these settings.',
  },
  'stage-measured': {
    title: 'Measured',
    says: 'Time of an average computation on this machine’s clock, its queries included. It changes nothing in the run. A browser may round its clock: only the mean of many means something.',
  },
  'stage-hits': {
    title: 'Hit ratio',
    says: 'Share of requests to the stage’s cache that were answered from it, since the start of the run.',
    formula: '(fresh + stale + unchecked + wrong) / requests',
  },
  'stage-bytes': {
    title: 'An entry',
    says: 'Memory that an average entry of the cache takes now, estimated from its size.',
  },
  'model-serving': {
    title: 'Model',
    says: 'What the similarity lists come from. Which one is wanted is a setting of the world; a retrain trains it on everything that was bought.',
  },
  'model-version': {
    title: 'Version',
    says: 'Counted from 0, the one that the run began with. Each training and each update gives a new one, and makes every similarity list untrue that was made with an older one.',
  },
  'model-since': {
    title: 'Serving since',
    says: 'Virtual time at which it took over, and whether by a training on all purchases or by an update that worked in the new ones.',
  },
  'model-measured': {
    title: 'Made in',
    says: 'What its training or update took on this machine’s clock, in a worker of its own. In virtual time it takes what its work is worth, on every machine the same.',
  },
  'model-unknown': {
    title: 'Purchases since',
    says: 'Purchases that the serving model does not know.',
  },
  'model-next': {
    title: 'Next model',
    says: 'A training takes a core of the service for a time that depends on its work alone, and the model takes over when that is up. If the real training is not ready by then, virtual time waits for it: nothing in the run depends on how fast this machine is.',
  },
  'model-drift': {
    title: 'Drift',
    says: 'How far the lists of the serving model lie from those of one that is trained on everything bought by now. It is trained beside the run and thrown away: nothing in the run changes.',
    formula:
      'mean over products of: share of the ten most similar ones that the other model has not among its ten',
  },
  'engine-heap': {
    title: 'Heap of the engine',
    says: 'What the engine’s worker really holds in memory, its caches and all else. The bytes of the caches are estimates; this is measured by the browser when it next cleans up, which may take half a minute. Chromium tells it to pages that are isolated from all others.',
  },
  'executed-again-at-once': {
    title: 'Executed again at once',
    says: 'Computations that were carried out twice at the same moment from the same facts: both must give the same. One in 32 of each stage is.',
  },
  'executed-again-later': {
    title: 'Executed again later',
    says: 'The same once more some time after, if the facts are still what they were: this finds a function that reads a clock.',
  },
  'fresh-hits-recomputed': {
    title: 'Fresh hits recomputed',
    says: 'Hits on values whose facts are all current that were recomputed off the books: a sample at the rate of “Audit of fresh hits”, all pages under a naive way that can serve another one.',
  },
  'fresh-hits-wrong': {
    title: 'Of those, wrong',
    says: 'Fresh hits that show something else than their recomputation: another shopper’s page, one that was changed in the cache, or one that depends on when it was made. A hidden correctness failure: no version tells of it.',
  },
  'writes-repeated': {
    title: 'Writes repeated',
    says: 'Changes of facts that were delivered a second time: the shop must be as after the first.',
  },
  'messages-repeated': {
    title: 'Messages repeated',
    says: 'Invalidations that were delivered a second time: the caches must be as after the first.',
  },
  'requests-repeated': {
    title: 'Requests repeated',
    says: 'Requests that were made a second time: the answer must be the same, and nothing be changed by it.',
  },
  'with-deadline': {
    title: 'With a deadline',
    says: 'Share of the entries that expire at some time.',
  },
  'oldest-entry': {
    title: 'Oldest entry',
    says: 'Age of the entry that was made first among those that are there.',
  },
  'served-late-as-asked': {
    title: 'Served late, as asked',
    says: 'Answers from values past their deadline, because “stale-while-revalidate” or “stale-if-error” allow it (stale in these names means expired). Any other would break the rule.',
  },
  'written-after-invalidation': {
    title: 'Written after invalidation',
    says: 'Values that were put into a cache after the message about a change to one of their facts had come. Nothing takes them out before their TTL; leases keep them out.',
  },
  'most-entries': {
    title: 'Most entries',
    says: 'The most that the cache has held since it has this bound, against the bound. A new bound starts the count again.',
  },
  'most-bytes': {
    title: 'Most bytes',
    says: 'The most that the caches have held since they have this bound, against the bound. A new bound starts the count again.',
  },
  unanswered: {
    title: 'Not answered',
    says: 'Requests for a page that got none.',
  },
  'unanswered-held': {
    title: 'Of those, held',
    says: 'Requests that got no page though the cache held one that it might have given.',
  },
  'answered-degraded': {
    title: 'Degraded answers',
    says: 'Requests for a page that got one without some of its similarities or weights, since those failed or came too late.',
  },
  'kept-degraded': {
    title: 'Degraded pages kept',
    says: 'Such pages that were kept. It breaks the rule unless “Keep degraded answers” asks for it, and not for longer than it says.',
  },
  'kept-notes': {
    title: 'Notes of the recording',
    says: 'What the caches did last, for the audit after the fact.',
  },
  'kept-changes': {
    title: 'Changes of the recording',
    says: 'Changes of facts since one of its last two checkpoints, for the same audit.',
  },
  'kept-dates': {
    title: 'Dated changes',
    says: 'When the facts changed last, so that a stale answer has an age. Of each fact the last change is always dated.',
  },
  'kept-departed': {
    title: 'Departed values',
    says: 'Values that left a cache and were not evicted, the last ones of each cache: a recomputation that shows the same was needless.',
  },
  'kept-true': {
    title: 'True values',
    says: 'Values as they should be, kept by the audit for as long as the facts stay as they are.',
  },
  'kept-places': {
    title: 'Places by fact',
    says: 'From each fact to the entries that were computed from it. Places of entries that have left are taken out when there are twice as many as the last such round left. They keep no values.',
  },
  'kept-answers': {
    title: 'Answers compared',
    says: 'Pages of the last ten seconds, four a shopper at most: two that contradict each other are found by them.',
  },
  'kept-lines': {
    title: 'Lines of the log',
    says: 'The last events of each kind.',
  },
  'kept-traces': {
    title: 'Requests recorded',
    says: 'What happened to each of the last requests at every hop; recorded only while the study of requests is open.',
  },
  'drill-answered': {
    title: 'Answered',
    says: 'Share of the requests for a page that got one.',
  },
  'drill-degraded': {
    title: 'Degraded',
    says: 'Share of the requests for a page that got one without some of its similarities or weights.',
  },
  'drill-age': {
    title: 'Mean age',
    says: 'Age of the pages that were given, from when they were made.',
  },
  'drill-oldest': {
    title: 'Oldest',
    says: 'Age of the oldest page that was given.',
  },
  'drill-wait': {
    title: 'Mean wait',
    says: 'From the request to its answer, virtual.',
  },
} as const satisfies Record<string, Meaning>;

export type StudyTerm = keyof typeof glossaryOfStudies;
