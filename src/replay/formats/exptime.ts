/** In seconds. Memcached's protocol counts up to thirty days from now, and larger values from 1970. */
const MAX_RELATIVE = 30 * 86_400;

/**
 * Converts Memcached's exptime to a TTL from `nowMs`, in milliseconds: 0 means never (Infinity); above thirty days it
 * is a Unix time. Negative and past values give 0 or less: the value expires at once. (memcached, doc/protocol.txt.)
 */
export function ttlOfExptime(exptime: number, nowMs: number): number {
  if (exptime === 0) return Infinity;
  return exptime > MAX_RELATIVE ? exptime * 1000 - nowMs : exptime * 1000;
}
