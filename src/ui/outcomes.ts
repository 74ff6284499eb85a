/**
 * Outcomes of requests and reasons of removals: one word, one colour and one letter each, defined only here. The
 * colours are near those of Okabe and Ito (2008), moved apart where two states of the map look the same to colour-blind
 * people; letters and glyphs carry the same meaning without colour. `theme.css` has the values, for light and dark.
 */
export interface Look {
  readonly label: string;
  /** A letter, where a word does not fit. */
  readonly letter: string;
  readonly colour: string;
  /** Texture of the area of a stale or bad outcome; the style sheets define it. */
  readonly texture: string;
  readonly meaning: string;
}

const look = (name: string, label: string, letter: string, meaning: string, texture = name): Look => ({
  label,
  letter,
  colour: `var(--outcome-${name})`,
  texture,
  meaning,
});

export const outcomeLooks = {
  fresh: look(
    'fresh',
    'fresh',
    'F',
    'Served from the cache, and every fact it was computed from is current.',
  ),
  stale: look(
    'stale',
    'stale',
    'S',
    'Served from the cache though a fact has changed; the shopper sees no difference.',
  ),
  unchecked: look(
    'unchecked',
    'unchecked',
    '?',
    'Served from the cache though a fact has changed or an input was missing, and not audited: it may be wrong.',
  ),
  wrong: look(
    'wrong',
    'wrong',
    'W',
    'Served from the cache, and the shopper sees a different answer from the true one.',
  ),
  degraded: look(
    'degraded',
    'degraded',
    'D',
    'Computed without some of its inputs (similarities or weights), which failed or came too late. Answered, and not kept.',
  ),
  coalesced: look(
    'coalesced',
    'coalesced',
    'C',
    'Not there; waited for a computation that another request had started.',
  ),
  miss: look('miss', 'miss', 'M', 'Not there; computed.'),
  error: look('error', 'error', 'E', 'No answer.'),
} as const;
export type OutcomeName = keyof typeof outcomeLooks;
export const outcomeNames = Object.keys(outcomeLooks) as OutcomeName[];

/** Looks of every kind of event in the log. */
export const eventLooks: Readonly<Record<string, Look>> = {
  ...outcomeLooks,
  evicted: look('evicted', 'evicted', '↧', 'Made room for another entry.'),
  expired: look('expired', 'expired', '⏲', 'Its time to live was over.'),
  invalidated: look('invalidated', 'invalidated', '✕', 'Taken out, or marked, because something changed.'),
  needless: look(
    'expired',
    'recomputed though right',
    '≡',
    'Recomputed, or fetched again, though the value in hand showed the same: needless work.',
    'needless',
  ),
  refused: look('evicted', 'refused', '⊘', 'Was not let in.'),
  change: look('change', 'change', 'Δ', 'A fact in the store changed.'),
  intervention: look('change', 'by hand', '✎', 'An intervention by hand.'),
  retry: look('error', 'retry', '↻', 'A failed attempt that is made again.'),
  fetch: look('miss', 'fetch', '↓', 'TanStack Query began to fetch; the reason says what made it.'),
  paused: look('evicted', 'paused', '‖', 'A fetch waits for the network or for the window.'),
  cancelled: look('evicted', 'cancelled', '⊗', 'A fetch ended without an answer.'),
  seeded: look(
    'change',
    'seeded',
    '⇲',
    'Data came without a fetch: initial data, hydration, an earlier state.',
  ),
  set: look('change', 'set', '✎', 'Data was put in by setQueryData.'),
};

/** Looks of the reasons of a miss, with the setting that makes fewer of them where there is one. */
export const missLooks = {
  cold: look('miss', 'cold', 'c', 'The key had not been requested before, as far as the cache remembers.'),
  evicted: look(
    'evicted',
    'evicted',
    '↧',
    'It was there and made room for another entry: a larger cache or another policy keeps it.',
    'degraded',
  ),
  expired: look('expired', 'expired', '⏲', 'It was there and its TTL was over: a longer TTL keeps it.'),
  invalidated: look(
    'invalidated',
    'invalidated',
    '✕',
    'It was there and something changed: the invalidation strategy says how much a change takes out.',
  ),
  refused: look(
    'change',
    'refused',
    '⊘',
    'It was computed before and not let in: it did not fit, lacked inputs, or was out of date already.',
  ),
  bypassed: look(
    'change',
    'bypassed',
    '2',
    'It was computed before and not let in, since it was requested only once: scan bypass.',
    'needless',
  ),
  early: look(
    'expired',
    'early',
    '½',
    'It was there and recomputed before its TTL was over: early expiry.',
    'needless',
  ),
  failed: look('error', 'failed', 'E', 'Its last computation had failed.'),
  corrupt: look('wrong', 'corrupt', '≠', 'It was there and did not pass the check on read.'),
} as const;

/** Looks of the ways in which a change message met the entries that it concerned. */
export const reachLooks = {
  rightly: look(
    'fresh',
    'reached rightly',
    '✓',
    'The strategy reached the entry, which would have shown something wrong.',
  ),
  needless: look(
    'expired',
    'reached though right',
    '≡',
    'The strategy reached the entry, which was still right.',
    'needless',
  ),
  missed: look(
    'wrong',
    'missed',
    '!',
    'The entry holds the changed fact in an older version, and was not reached.',
  ),
} as const;

/** Looks of the states of an entry on the map, indexed by the number that the engine sends. */
export const mapLooks = [
  outcomeLooks.fresh,
  outcomeLooks.stale,
  outcomeLooks.unchecked,
  outcomeLooks.wrong,
  eventLooks.expired as Look,
  look('invalidated', 'invalidated', '✕', 'No longer served; it takes up room until it is removed.'),
] as const;
