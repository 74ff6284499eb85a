import { type CacheTruth, hitsOf, type NeedlessCause } from '../../../../engine/contract/engine';
import { formatShare } from '../../../../ui/format';
import { audited } from '../../audited';

/** From these shares on a mistake is worth a sentence: wrong of the hits, needless of the values that came in. */
const MUCH_WRONG = 0.01;
const MUCH_NEEDLESS = 0.25;
/** Fewer than so many, and chance speaks. */
const ENOUGH = 50;

/** What makes the needless ones fewer, by why they came about. */
const CURES: Readonly<Record<NeedlessCause, string>> = {
  expired: 'a longer TTL would keep what is still right',
  invalidated: 'invalidation takes more than has changed: let it name what it means',
  renewed: 'it is renewed too early: begin later, or lengthen the TTL',
  repeated: 'the same is computed several times at once: switch single-flight on',
};

/**
 * One sentence on what to turn: the TTL is too long, too short, both, or right.
 * @param early nothing has lived to the end of its time yet: that all is well would be said too soon.
 */
export function advise(truth: CacheTruth, early = false): string {
  const hits = hitsOf(truth);
  if (hits + truth.inserted < ENOUGH) return 'Too few answers yet to say anything.';
  const { wrong, coverage } = audited(truth);
  if (wrong === undefined) return 'Nothing was audited: raise the audit rate to know what is wrong.';
  const query = truth.cache === 'query';
  const about = coverage === undefined || coverage === 1 ? '' : 'about ';
  const muchWrong = wrong > MUCH_WRONG * hits;
  const muchNeedless = truth.needless > MUCH_NEEDLESS * truth.inserted;
  const wrongText = `${about}${formatShare(wrong, hits)} of the hits were wrong`;
  const needlessText = `${formatShare(truth.needless, truth.inserted)} of what ${query ? 'was fetched' : 'was computed'} was in hand already`;
  const knob = query ? 'staleTime' : 'TTL';
  if (muchWrong && muchNeedless)
    return `Both mistakes at once: ${wrongText}, and ${needlessText}. No ${knob} is right for all entries; ${query ? 'let changes mark what they reach' : 'invalidate by tag, and lengthen the TTL'}.`;
  if (muchWrong)
    return `The ${knob} is too long: ${wrongText}, most for a ${mostOf(truth.causes)} that it missed. Shorten it, or let changes invalidate.`;
  if (muchNeedless) return `${capital(needlessText)}: ${cure(truth, query)}.`;
  if (early)
    return `Few wrong answers and little needless work so far; too early to judge, within the first ${knob}.`;
  return 'Few wrong answers and little needless work: leave it as it is.';
}

function cure({ needlessBy }: CacheTruth, query: boolean): string {
  const cause = mostOf(needlessBy) as NeedlessCause;
  if (!query) return CURES[cause];
  return cause === 'expired' ? 'a longer gcTime would keep it' : 'a longer staleTime would ask less often';
}

const mostOf = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts).reduce((most, one) => (one[1] > most[1] ? one : most))[0];

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
