import { formatBytes, formatCount, formatMs, NOTHING } from '../../../ui/format';
import type { GlossaryId } from '../../../ui/glossary';

/** A figure of one lane, as its tile shows it. */
export interface LaneFigure {
  readonly figure: GlossaryId;
  readonly value: string;
  readonly raw: number | undefined;
}

/** A figure of both lanes. */
export interface ComparedFigure {
  readonly figure: GlossaryId;
  readonly a: string;
  readonly b: string;
  /** B less A, with its sign and unit; `–` if one of them is not known. */
  readonly difference: string;
  readonly differs: boolean;
}

/** Returns the figures of two lanes side by side, in the order of lane A; those that only one of them has are left out. */
export function comparedFigures(a: readonly LaneFigure[], b: readonly LaneFigure[]): ComparedFigure[] {
  return a.flatMap((one) => {
    const other = b.find(({ figure }) => figure === one.figure);
    if (!other) return [];
    const difference = differenceText(one.figure, one.raw, other.raw);
    return [{ figure: one.figure, a: one.value, b: other.value, difference, differs: one.raw !== other.raw }];
  });
}

/** `+3.1 points` of a share, `−20 ms`, `+1.5 MB`, `+12`; `0` when they are equal. */
export function differenceText(figure: GlossaryId, a: number | undefined, b: number | undefined): string {
  if (a === undefined || b === undefined) return NOTHING;
  const by = b - a;
  if (by === 0) return '0';
  if (isShare(figure) && Math.abs(by) < SMALL_SHARE)
    return `less than 0.1 points ${by < 0 ? 'less' : 'more'}`;
  return `${by < 0 ? '−' : '+'}${amountText(figure, Math.abs(by))}`;
}

/** Smaller differences of shares would read 0.0. */
const SMALL_SHARE = 0.0005;

function amountText(figure: GlossaryId, amount: number): string {
  if (isShare(figure)) return `${(100 * amount).toFixed(1)} points`;
  if (figure === 'bytes') return formatBytes(amount);
  if (figure.startsWith('latency-') || figure === 'stalest') return formatMs(amount);
  return formatCount(amount);
}

const isShare = (figure: GlossaryId): boolean =>
  figure.endsWith('-ratio') || figure.startsWith('pages-') || figure === 'database-spared';
