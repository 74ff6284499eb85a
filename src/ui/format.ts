import { formatBytes, formatDuration, formatMoment, formatPrice, formatScaled } from '../base/units';

const whole = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });

/** The sign for no value: no requests, no time, no bound. */
export const NOTHING = '–';

export const formatCount = (n: number): string => whole.format(n);
/** `1 fact`, `2 facts`. @param many the plural, when it is not the singular with an s. */
export const formatCounted = (n: number, one: string, many = `${one}s`): string =>
  `${whole.format(n)} ${n === 1 ? one : many}`;
/** Formats a count briefly, for narrow places: `9,999`, `12.3k`, `1.9M`. */
export const formatShort = (n: number): string => (n < 10_000 ? whole.format(n) : formatScaled(n));

/** Formats `part` of `all` as a percentage; the sign for no value when `all` is 0. */
export function formatShare(part: number, all: number): string {
  if (all <= 0) return NOTHING;
  const percent = (100 * part) / all;
  const digits = percent > 0 && percent < 10 ? 2 : 1;
  return `${percent.toFixed(percent === 100 ? 0 : digits)} %`;
}

/** Formats a measured or virtual duration; below 1 ms with two digits. */
export function formatMs(ms: number | undefined): string {
  if (ms === undefined) return NOTHING;
  return ms > 0 && ms < 1 ? `${ms.toFixed(2)} ms` : formatDuration(ms);
}

/** Formats a moment of virtual time: `00:12:34.120`; hours may have more than two digits. */
export function formatClock(ms: number): string {
  return `${formatMoment(ms)}.${String(Math.floor(ms) % 1_000).padStart(3, '0')}`;
}

export const formatMaybe = (ms: number | 'never' | undefined): string =>
  ms === 'never' ? 'never' : formatMs(ms);
export const formatBound = (bound: number | 'unbounded', write: (n: number) => string): string =>
  bound === 'unbounded' ? 'no bound' : write(bound);
export { formatBytes, formatPrice };
