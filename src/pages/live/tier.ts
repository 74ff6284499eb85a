import type { TierFigures } from '../../engine/contract/engine';
import { formatBound, formatBytes, formatCount, formatMs, formatShare, formatShort } from '../../ui/format';
import type { GlossaryId } from '../../ui/glossary';
import { outcomeLooks } from '../../ui/outcomes';
import { type Audited, audited } from './audited';

/** One figure of a tier as its tile shows it. */
export interface TierFigure {
  readonly figure: GlossaryId;
  readonly value: string;
  readonly raw: number | undefined;
  readonly note?: string;
  readonly filled?: number;
  readonly tone?: string;
  readonly large?: boolean;
}

const share = (part: number, all: number) => (all > 0 ? part / all : undefined);

/** A share that is counted, or estimated where not all was audited, or unknown. */
function estimated({ notAudited }: Audited, part: number | undefined, all: number) {
  if (part === undefined) return { value: 'unknown', raw: undefined };
  return { value: `${notAudited > 0 ? '≈ ' : ''}${formatShare(part, all)}`, raw: share(part, all) };
}

/** The same figures for both columns, in the same order, so that the eye compares without reading. */
export function tierFigures({ window: w, latency, ...now }: TierFigures): TierFigure[] {
  const hits = w.fresh + w.stale + w.wrong;
  const ms = (value: number) => (latency.count > 0 ? formatMs(value) : formatMs(undefined));
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
        found.notAudited > 0
          ? `${formatShort(found.notAudited)} of ${formatShort(found.late)} not audited`
          : `${formatShort(w.stale)} answers`,
      tone: outcomeLooks.stale.colour,
      large: true,
    },
    {
      figure: 'wrong-ratio',
      ...estimated(found, found.wrong, w.requests),
      note:
        found.notAudited > 0
          ? `from ${formatShare(found.late - found.notAudited, found.late)} audited`
          : now.stalestMs === undefined
            ? 'none out of date'
            : `up to ${formatMs(now.stalestMs)} late`,
      tone: outcomeLooks.wrong.colour,
      large: true,
    },
    { figure: 'latency-p50', value: ms(latency.p50), raw: latency.p50 },
    { figure: 'latency-p99', value: ms(latency.p99), raw: latency.p99 },
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
    { figure: 'retries', value: formatShort(w.retries), raw: w.retries },
  ];
}
