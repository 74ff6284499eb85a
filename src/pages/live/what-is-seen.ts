import { type ChangeLine, hitsOf, type Snapshot } from '../../engine/contract/engine';
import { formatCounted, formatMs, formatShare, formatShort } from '../../ui/format';
import { failureText } from '../parts/tier';

/** What there is to see now, in a sentence, and the study that shows more. */
export interface Seen {
  readonly text: string;
  readonly study?: 'truth' | 'invalidation' | 'safety' | 'stages';
}

type Told = Pick<
  Snapshot,
  'at' | 'settings' | 'pages' | 'compute' | 'tier' | 'missedChange' | 'windowMs' | 'databaseLoad'
>;

/** A missed change is news for so long after it was corrected, virtual. */
const NEWS_MS = 20_000;

/**
 * Says what is being seen: the worst that happens now, else what became of the last missed change, else how the caches
 * do. @param lines the last changes of the store, for the name of what has changed
 */
export function whatIsSeen(now: Told, lines: readonly ChangeLine[]): Seen {
  return failing(now) ?? overloaded(now) ?? outOfDate(now, lines) ?? expiring(now) ?? filling(now);
}

/** Shares of the failed pages below this are told by the line above alone. */
const MANY = 0.01;

function failing({ settings, pages: { requests, counts, failures } }: Told): Seen | undefined {
  const share = formatShare(counts.failed, requests);
  if (settings.storeDown)
    return {
      text:
        counts.failed > 0
          ? `The store is down: ${share} of the pages failed, the others came from a cache.`
          : 'The store is down: every page still comes from a cache.',
      study: 'safety',
    };
  if (requests === 0 || counts.failed < MANY * requests) return undefined;
  return { text: `${share} of the pages failed: ${failureText(failures)}.`, study: 'safety' };
}

function overloaded({ compute: { queued, busyCores, cores }, pages: { latency } }: Told): Seen | undefined {
  // A queue as long as there are cores empties within one computation.
  if (busyCores < cores || queued <= 4 * cores) return undefined;
  const slowest =
    latency.p99 === undefined ? '' : `; one page in a hundred takes more than ${formatMs(latency.p99)}`;
  return {
    text: `More misses than ${formatCounted(cores, 'core')} can compute: ${formatShort(queued)} computations wait${slowest}.`,
    study: 'stages',
  };
}

function outOfDate({ at: now, missedChange }: Told, lines: readonly ChangeLine[]): Seen | undefined {
  if (!missedChange) return undefined;
  const { at, kind, stale, wrong, corrected, outdated, correctedAt } = missedChange;
  if (correctedAt !== undefined && now - correctedAt > NEWS_MS) return undefined;
  const subject = lines.find((line) => line.at === at && line.kind === kind)?.subject;
  const change = `${subjectOf(kind, subject)} changed ${agoText(now - at)} ago`;
  const answers = formatCounted(wrong > 0 ? wrong : stale, 'answer');
  if (wrong === 0)
    return { text: `${change}: ${answers} without it, and the shoppers saw no difference.`, study: 'truth' };
  const since =
    correctedAt === undefined
      ? `${answers} still showed the old state${corrected > 0 ? `; ${formatShort(corrected)} of ${formatCounted(corrected + outdated, 'page')} have been computed again` : ''}.`
      : `${answers} showed the old state, until the last of the pages was computed again ${agoText(now - correctedAt)} ago.`;
  return { text: `${change}: ${since}`, study: 'truth' };
}

const subjects: Readonly<Record<ChangeLine['kind'], (subject: string | undefined) => string>> = {
  price: (name) => (name ? `The price of ${name}` : 'A price'),
  stock: (name) => (name ? `The stock of ${name}` : 'A stock'),
  profile: (name) => (name ? `The profile of ${name}` : 'A profile'),
  purchase: (name) => (name ? `The purchases of ${name}` : 'The purchases of a shopper'),
  model: () => 'The model',
};

const subjectOf = (kind: ChangeLine['kind'], subject: string | undefined): string => subjects[kind](subject);

/** Whole seconds: `3 s`, `2 min`. */
const agoText = (ms: number): string => formatMs(Math.max(1, Math.round(ms / 1_000)) * 1_000);

function expiring({ tier: { window }, settings: { ttl } }: Told): Seen | undefined {
  if (window.expired === 0 || ttl === 'never') return undefined;
  return {
    text: `${formatCounted(window.expired, 'entry', 'entries')} expired after the TTL of ${formatMs(ttl)}: the next request for each is a miss.`,
    study: 'truth',
  };
}

function filling({ tier: { window, total }, databaseLoad: { made, withoutCaches } }: Told): Seen {
  if (total.requests === 0) return { text: 'No request yet: press play.' };
  if (window.requests === 0) return { text: 'No request in this stretch of time.' };
  const spared =
    withoutCaches > made ? `; the database got ${formatShort(withoutCaches - made)} queries less` : '';
  return {
    text: `${formatShare(hitsOf(window), window.requests)} of the lookups found their value in a memo cache${spared}.`,
    study: 'stages',
  };
}
