import type { Meaning } from './glossary';

/** What the figures mean that only studies show: fetched with the first study that somebody opens. */
export const glossaryOfStudies = {
  'staleness-age': {
    title: 'Staleness age',
    says: 'For how long an answer had been out of date when it was given: now minus the time of the first change that it missed. Since the start of the run.',
    formula: 'time of the answer − time of the first change missed',
  },
  'audit-coverage': {
    title: 'Audited',
    says: 'Share of the out-of-date answers that were recomputed off the books, to know whether they are wrong. What was not audited is counted as stale.',
    formula: 'audited / (stale + wrong)',
  },
  'missed-first': {
    title: 'Missed first',
    says: 'The kind of the first change that a wrong answer did not know of. Since the start of the run.',
  },
  'offline-audit': {
    title: 'Audit after the fact',
    says: 'Goes through what is recorded of the run once more: another store is told the recorded changes, and nothing else, and every answer is decided by computing it from the ground up. It must agree with what was counted live. The run goes on beside it.',
  },
  'reach-reached': {
    title: 'Reached',
    says: 'Entries that the strategy acted on when the message about the change came: taken out, made unreachable, replaced, or set to be made anew. Of those only that would have been served.',
  },
  'reach-missed': {
    title: 'Missed',
    says: 'Entries that hold the changed fact in an older version and were not reached: the message was lost, none was sent, or the strategy does not know of them. Counted when the message comes, or would have. They stay until they expire, are evicted, or another change reaches them.',
    formula: 'entries that hold an older version − entries reached',
  },
  'reach-needless': {
    title: 'In vain',
    says: 'Of the entries reached, those that were right still: recomputed from the store at that moment, off the books, they show the same. Where there are many only some are looked at; the share of them is given, and the estimate from them.',
    formula: 'right still / looked at',
  },
  'reach-garbage': {
    title: 'Garbage',
    says: 'Entries under keys of past generations: nobody finds them any more, and they take up room until they expire or are evicted. Only versioned keys leave any.',
  },
  'harm-out-of-date': {
    title: 'Out of date',
    says: 'Share of the pages that were served stale or wrong because a change was missed.',
    formula: '(stale + wrong with a missed change) / pages',
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
    formula: '(miss + coalesced + error) / pages',
  },
  'out-of-memory': {
    title: 'Out of memory',
    says: 'Times that the process was killed for want of memory (at 300 MB, where nothing bounds the caches) and began anew with empty caches.',
  },
  'message-delay': {
    title: 'Message',
    says: 'How the change came to be known at the caches: when, if it did. A message obeys the strategy that was set when it was sent.',
  },
} as const satisfies Record<string, Meaning>;

export type StudyTerm = keyof typeof glossaryOfStudies;
