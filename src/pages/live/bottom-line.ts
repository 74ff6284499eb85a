import { type PageOutcome, pageOutcomes, type Snapshot } from '../../engine/contract/engine';
import { formatCount, formatShare, NOTHING } from '../../ui/format';
import type { GlossaryId } from '../../ui/glossary';
import { degradedText, failureText, percentile } from '../parts/tier';

/** One figure of the line above the journey. */
export interface LineFigure {
  readonly figure: GlossaryId;
  readonly value: string;
  readonly raw: number | undefined;
  /** The counts behind it, or more about it; for its explanation. */
  readonly more?: string | undefined;
  /** Of a share of the pages: the outcome. */
  readonly outcome?: PageOutcome;
}

/** Outcomes that the line has always, so that it keeps its shape; the others when there are any. */
const always: ReadonlySet<PageOutcome> = new Set(['right', 'stale', 'wrong', 'failed']);

/** Returns the figures of all that shoppers got in the window, and of the queries that caches spared the database. */
export function bottomLine({ pages, databaseLoad }: Pick<Snapshot, 'pages' | 'databaseLoad'>): LineFigure[] {
  const { requests, counts, failures, latency } = pages;
  const notes: Partial<Record<PageOutcome, string | undefined>> = {
    failed: failureText(failures),
    degraded: degradedText(counts.degraded, pages),
  };
  const shares = pageOutcomes
    .filter((outcome) => always.has(outcome) || counts[outcome] > 0)
    .map((outcome): LineFigure => {
      const ofAll = `${formatCount(counts[outcome])} of ${formatCount(requests)}`;
      const note = notes[outcome];
      return {
        figure: `pages-${outcome}`,
        value: formatShare(counts[outcome], requests),
        raw: requests > 0 ? counts[outcome] / requests : undefined,
        more: note ? `${ofAll}: ${note}` : ofAll,
        outcome,
      };
    });
  const percentiles = (['p50', 'p99'] as const).map((at): LineFigure => {
    const { value, raw, note } = percentile(latency, at);
    return { figure: `latency-${at}`, value, raw, more: note };
  });
  return [...shares, ...percentiles, spared(databaseLoad)];
}

/** How many queries fewer than without caches, as a signed percentage; more of them when renewals cost more than hits save. */
function spared({ made, withoutCaches }: Snapshot['databaseLoad']): LineFigure {
  const change = withoutCaches > 0 ? made / withoutCaches - 1 : undefined;
  return {
    figure: 'database-spared',
    value: change === undefined ? NOTHING : signedPercent(change),
    raw: change,
    more: `${formatCount(made)} made, ${formatCount(withoutCaches)} without caches`,
  };
}

/** `−86 %`, `+3 %`, `0 %`; above a hundredfold only `> +10,000 %`. */
function signedPercent(change: number): string {
  const percent = Math.round(100 * Math.abs(change));
  const sign = percent === 0 ? '' : change < 0 ? '−' : '+';
  return percent > 10_000 ? '> +10,000 %' : `${sign}${formatCount(percent)} %`;
}
