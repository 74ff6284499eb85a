import type { TierFigures } from '../../engine/protocol';
import { formatBound, formatBytes, formatCount, formatMs, formatShare, formatShort } from '../../ui/format';
import type { GlossaryId } from '../../ui/glossary';
import { outcomeLooks } from '../../ui/outcomes';

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

/** The same figures for both columns, in the same order, so that the eye compares without reading. */
export function tierFigures({ window: w, latency, ...now }: TierFigures): TierFigure[] {
  const hits = w.fresh + w.stale + w.wrong;
  const ms = (value: number) => (latency.count > 0 ? formatMs(value) : formatMs(undefined));
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
      value: formatShare(w.stale, w.requests),
      raw: share(w.stale, w.requests),
      note: `${formatShort(w.stale)} answers`,
      tone: outcomeLooks.stale.colour,
      large: true,
    },
    {
      figure: 'wrong-ratio',
      value: formatShare(w.wrong, w.requests),
      raw: share(w.wrong, w.requests),
      note: now.stalestMs === undefined ? 'none out of date' : `oldest ${formatMs(now.stalestMs)}`,
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
    { figure: 'retries', value: formatShort(w.retries), raw: w.retries },
  ];
}
