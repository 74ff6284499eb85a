import {
  type Failures,
  failureReasons,
  hitsOf,
  type Latency,
  type TierCounters,
  type TierFigures,
} from '../../engine/contract/engine';
import {
  formatBound,
  formatBytes,
  formatCount,
  formatMs,
  formatShare,
  formatShort,
  NOTHING,
} from '../../ui/format';
import type { GlossaryId } from '../../ui/glossary';
import { outcomeLooks } from '../../ui/outcomes';
import { type Audited, audited } from './audited';

/** One figure of a tier, as its tile shows it. */
export interface TierFigure {
  readonly figure: GlossaryId;
  readonly value: string;
  readonly raw: number | undefined;
  readonly note?: string;
  readonly filled?: number;
  readonly tone?: string;
  readonly large?: boolean;
}

const answers = (n: number): string => `${formatShort(n)} ${n === 1 ? 'answer' : 'answers'}`;
const share = (part: number, all: number) => (all > 0 ? part / all : undefined);

/** A share: counted, estimated when only a sample was audited, or unknown. */
function estimated({ unchecked }: Audited, part: number | undefined, all: number) {
  if (part === undefined) return { value: 'unknown', raw: undefined };
  return { value: `${unchecked > 0 ? '≈ ' : ''}${formatShare(part, all)}`, raw: share(part, all) };
}

/** Share of the requests that got a wrong answer, as its tile shows it: `1.2 %`, `≈ 1.2 %` where a sample was audited. */
export const wrongShare = (window: TierCounters): string => {
  const found = audited(window);
  return estimated(found, found.wrong, window.requests).value;
};

/** A percentile over all requests. When there is none, or it differs from that of the answers, the note has the latter. */
export function percentile(latency: Latency, at: 'p50' | 'p99'): Omit<TierFigure, 'figure'> {
  const { count, failed, [at]: ms, ofAnswers } = latency;
  if (count + failed === 0) return { value: NOTHING, raw: undefined };
  const answers = ofAnswers === undefined ? 'no answers' : `answers: ${formatMs(ofAnswers[at])}`;
  return {
    value: ms === undefined ? 'none' : formatMs(ms),
    raw: ms,
    ...(failed > 0 && { note: answers }),
  };
}

/** Requests without an answer by reason, the most common first: `7,568 queue full, 12 timeout`. */
export function failureText(failures: Failures | undefined): string | undefined {
  if (!failures) return undefined;
  const found = failureReasons.filter((reason) => failures[reason] > 0);
  const sorted = found.sort((a, b) => failures[b] - failures[a]);
  return sorted.map((reason) => `${formatShort(failures[reason])} ${reason}`).join(', ') || undefined;
}

/** Returns what the tile of the failed requests says below its figure; nothing before the first request. */
function failedNote({ requests, error }: TierCounters, failures: Failures | undefined): string | undefined {
  if (requests === 0) return undefined;
  return error > 0 ? (failureText(failures) ?? `${formatShort(error)} requests`) : 'all answered';
}

/** Returns how many of the audited degraded answers were wrong; undefined without any. */
export function degradedText(
  degraded: number,
  { degradedAudited, degradedWrong }: Pick<TierCounters, 'degradedAudited' | 'degradedWrong'>,
): string | undefined {
  if (degradedAudited > 0) return `${formatShare(degradedWrong, degradedAudited)} of them wrong`;
  return degraded > 0 ? 'not audited' : undefined;
}

/** Returns the same figures in the same order for both columns, so that they can be compared at a glance. */
export function tierFigures({ window: w, latency, failures, ...now }: TierFigures): TierFigure[] {
  const hits = hitsOf(w);
  const found = audited(w);
  const held = (value: number, most: number | 'unbounded') =>
    most === 'unbounded' ? undefined : value / most;
  return [
    {
      figure: 'hit-ratio',
      value: formatShare(hits, w.requests),
      raw: share(hits, w.requests),
      note: `of ${formatShort(w.requests)} requests`,
      tone: outcomeLooks.fresh.colour,
      large: true,
    },
    {
      figure: 'stale-ratio',
      ...estimated(found, found.stale, w.requests),
      note:
        found.unchecked > 0
          ? `${formatShort(found.unchecked)} of ${formatShort(found.late)} unchecked`
          : answers(w.stale),
      tone: outcomeLooks.stale.colour,
      large: true,
    },
    {
      figure: 'wrong-ratio',
      ...estimated(found, found.wrong, w.requests),
      note:
        found.unchecked > 0
          ? `from ${formatShare(found.late - found.unchecked, found.late)} audited`
          : answers(w.wrong),
      tone: outcomeLooks.wrong.colour,
      large: true,
    },
    {
      figure: 'failed-ratio',
      value: formatShare(w.error, w.requests),
      raw: share(w.error, w.requests),
      note: failedNote(w, failures),
      tone: outcomeLooks.error.colour,
      large: true,
    },
    {
      figure: 'unchecked-ratio',
      value: formatShare(w.unchecked, w.requests),
      raw: share(w.unchecked, w.requests),
      note: w.unchecked > 0 ? 'may be wrong' : undefined,
    },
    {
      figure: 'degraded-ratio',
      value: formatShare(w.degraded, w.requests),
      raw: share(w.degraded, w.requests),
      note: degradedText(w.degraded, w),
    },
    { figure: 'latency-p50', ...percentile(latency, 'p50') },
    { figure: 'latency-p99', ...percentile(latency, 'p99') },
    {
      figure: 'entries',
      value: formatCount(now.entries),
      raw: now.entries,
      note: formatBound(now.maxEntries, (n) => `of ${formatCount(n)}`),
      filled: held(now.entries, now.maxEntries),
    },
    {
      figure: 'bytes',
      value: formatBytes(now.bytes),
      raw: now.bytes,
      note: formatBound(now.maxBytes, (n) => `of ${formatBytes(n)}`),
      filled: held(now.bytes, now.maxBytes),
    },
    { figure: 'evictions', value: formatShort(w.evicted), raw: w.evicted },
    { figure: 'expirations', value: formatShort(w.expired), raw: w.expired },
    { figure: 'invalidations', value: formatShort(w.invalidated), raw: w.invalidated },
    {
      figure: 'needless',
      value: formatShort(w.needless),
      raw: w.needless,
      note: `of ${formatShort(w.inserted)} made`,
      filled: share(w.needless, w.inserted),
    },
    { figure: 'stalest', value: formatMs(now.stalestMs), raw: now.stalestMs, note: 'the greatest' },
    { figure: 'retries', value: formatShort(w.retries), raw: w.retries },
  ];
}
