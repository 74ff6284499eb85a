import type { ChangeLine } from '../../engine/contract/engine';
import { formatCount, formatPrice } from '../../ui/format';

/** What a fact was or became, by the kind of the change. */
export function textOf(kind: ChangeLine['kind'], value: number | string): string {
  if (typeof value === 'string') return value;
  if (kind === 'price') return formatPrice(value);
  return kind === 'model' ? `version ${value}` : formatCount(value);
}

/** Describes a change in one line. */
export function changeText({ kind, subject, from, to }: ChangeLine): string {
  const became = textOf(kind, to);
  return `${kind} of ${subject}: ${from === undefined ? became : `${textOf(kind, from)} → ${became}`}`;
}
