/** Seconds; Memcached's protocol counts up to thirty days from now, and what is more from 1970. */
const LONGEST_FROM_NOW = 30 * 86_400;

/**
 * Memcached's exptime as a TTL from `nowMs` on, milliseconds: 0 is never (Infinity), above thirty days it is a moment
 * since 1970; what is negative or past gives 0 or less: the value is gone at once. (memcached, doc/protocol.txt.)
 */
export function ttlOfExptime(exptime: number, nowMs: number): number {
  if (exptime === 0) return Infinity;
  return exptime > LONGEST_FROM_NOW ? exptime * 1000 - nowMs : exptime * 1000;
}
