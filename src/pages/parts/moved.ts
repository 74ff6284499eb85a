import type { GlossaryId } from '../../ui/glossary';

/** A figure at one moment, as it is shown. */
export interface Reading {
  readonly figure: GlossaryId;
  readonly value: string;
  /** The unformatted value; undefined: it has none. */
  readonly raw: number | undefined;
}

/** Shares are compared in percentage points, all other figures by their ratio. */
const isShare = (figure: GlossaryId): boolean => /^pages-|-ratio$|-spared$/.test(figure);

/** A share has moved with one percentage point, or when it has doubled or halved by a tenth of one. */
const POINT = 0.01;
/** Any other figure has moved with a fifth. */
const RATIO = 1.2;

/** Says what a figure was before, when it has moved noticeably since: `▲ was 81 %`; undefined otherwise. */
export function movedText(before: Reading | undefined, now: Reading): string | undefined {
  if (before?.raw === undefined || now.raw === undefined || before.value === now.value) return undefined;
  const hasMoved = isShare(now.figure) ? shareMoved(before.raw, now.raw) : amountMoved(before.raw, now.raw);
  return hasMoved ? `${now.raw > before.raw ? '▲' : '▼'} was ${before.value}` : undefined;
}

function shareMoved(before: number, now: number): boolean {
  const points = Math.abs(now - before) / POINT;
  return points >= 1 || (points >= 0.1 && ratioOf(before, now) >= 2);
}

const amountMoved = (before: number, now: number): boolean => ratioOf(before, now) >= RATIO;

/** The greater by the smaller, 1 or more; infinite from or to nothing. */
const ratioOf = (a: number, b: number): number => {
  const [small, great] = [Math.abs(a), Math.abs(b)].sort((x, y) => x - y);
  return great === 0 ? 1 : (great ?? 1) / (small ?? 1);
};

/** Returns for each figure that has moved noticeably what it was before. */
export function movedSince(
  before: readonly Reading[],
  now: readonly Reading[],
): ReadonlyMap<GlossaryId, string> {
  const earlier = new Map(before.map((one) => [one.figure, one]));
  const moved = now.flatMap((one) => {
    const text = movedText(earlier.get(one.figure), one);
    return text ? [[one.figure, text] as const] : [];
  });
  return new Map(moved);
}
