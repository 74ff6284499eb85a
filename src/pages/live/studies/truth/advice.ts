import { formatDuration, type VirtualMs } from '../../../../base/units';
import {
  type CacheTruth,
  hitsOf,
  type NeedlessCause,
  type RecentTruth,
  type TruthCounts,
} from '../../../../engine/contract/engine';
import { formatShare } from '../../../../ui/format';
import { audited } from '../../../parts/audited';

/**
 * From these shares on a mistake is worth a sentence: wrong answers of the requests, as the tiles count them, and
 * needless recomputes of the values that were inserted.
 */
const MUCH_WRONG = 0.01;
const MUCH_NEEDLESS = 0.25;
/** Below this share of hits the cache spares little work, however right its answers are. */
const FEW_HITS = 0.1;
/** Below this count the shares are noise. */
const ENOUGH = 50;

/** How to reduce needless recomputations, by cause. */
const CURES: Readonly<Record<NeedlessCause, string>> = {
  expired: 'a longer TTL would keep what is still right',
  invalidated: 'invalidation removes entries that are still right: make it more precise',
  renewed: 'it is renewed too early: begin later, or lengthen the TTL',
  repeated: 'the same is computed several times at once: switch single-flight on',
};

/** The data that the advice is derived from. */
export interface Advised {
  readonly cache: CacheTruth['cache'];
  /** Counts in the shown window, since the last change of a setting. */
  readonly recent: RecentTruth;
  readonly now: VirtualMs;
  /** The TTL, or the staleTime. */
  readonly lifeMs: VirtualMs | 'never';
}

/** Returns advice with its time window and the setting to change: the TTL is too long, too short, both, or right. */
export function advise(about: Advised): string {
  const { recent, now } = about;
  const ago = formatDuration(Math.max(0, Math.round((now - recent.from) / 1_000) * 1_000));
  const stretch = {
    change: `Since the change of a setting ${ago} ago`,
    window: `In the last ${ago}`,
    start: `Since the start ${ago} ago`,
  }[recent.since];
  return `${stretch}: ${adviceOn(about)}`;
}

function adviceOn({ cache, recent, now, lifeMs }: Advised): string {
  const { counts: truth } = recent;
  const hits = hitsOf(truth);
  if (hits + truth.inserted < ENOUGH) return 'not enough answers yet to say anything.';
  const { wrong, coverage } = audited(truth);
  if (wrong === undefined) return 'nothing was audited: raise the audit rate to know what is wrong.';
  const query = cache === 'query';
  const about = coverage === undefined || coverage === 1 ? '' : 'about ';
  const muchWrong = wrong > MUCH_WRONG * truth.requests;
  const muchNeedless = truth.needless > MUCH_NEEDLESS * truth.inserted;
  const wrongText = `${about}${formatShare(wrong, truth.requests)} of the requests got a wrong answer`;
  const needlessText = `${formatShare(truth.needless, truth.inserted)} of what ${query ? 'was fetched' : 'was computed'} was in hand already`;
  const knob = query ? 'staleTime' : 'TTL';
  if (muchWrong && muchNeedless)
    return `both mistakes at once: ${wrongText}, and ${needlessText}. No ${knob} is right for all entries; ${query ? 'let changes mark what they reach' : 'invalidate by tag, and lengthen the TTL'}.`;
  if (muchWrong)
    return `the ${knob} is too long: ${wrongText}, most for a ${mostOf(truth.causes)} that it missed. Shorten it, or let changes invalidate.`;
  if (muchNeedless) return `${needlessText}: ${cure(truth, query)}.`;
  // Entries from before the change have not expired yet: the figures may look good too soon.
  if (recent.since !== 'window' && lifeMs !== 'never' && now - recent.from < lifeMs)
    return `few wrong answers, and few values recomputed though right so far; too early to judge, within the first ${knob}.`;
  if (hits < FEW_HITS * truth.requests)
    return `few wrong answers, but only ${formatShare(hits, truth.requests)} of the requests were hits: values change or expire before they are asked for again.`;
  return 'few wrong answers, and few values recomputed though right: leave it as it is.';
}

function cure({ needlessBy }: TruthCounts, query: boolean): string {
  const cause = mostOf(needlessBy) as NeedlessCause;
  if (!query) return CURES[cause];
  return cause === 'expired' ? 'a longer gcTime would keep it' : 'a longer staleTime would ask less often';
}

const mostOf = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts).reduce((most, one) => (one[1] > most[1] ? one : most))[0];
