/**
 * Operations of trace lines. The simulated cache is filled on demand: a read that misses inserts its value. `simulate`
 * describes the rest.
 */
export const READ = 0;
/** Inserts a value or replaces the resident one. */
export const WRITE = 1;
export const REMOVE = 2;
/** Sets the TTL of a resident value and does nothing else: Redis' EXPIRE, Memcached's touch. */
export const TOUCH = 3;
/** A write that applies only if no earlier write inserted a value: Redis' SET NX, Memcached's add. */
export const ADD = 4;
/** A write that applies only if the key is resident: Redis' SET XX and LPOP, Memcached's append. */
export const REPLACE = 5;

/**
 * In place of a TTL: the line states none. A write leaves an existing deadline as it is; a value inserted by a read
 * gets the TTL of its key's last write.
 */
export const KEEP_TTL = Number.NaN;
/** In place of a size: the line does not state it. The size is the key's last known one, otherwise its next one. */
export const UNKNOWN_SIZE = Number.NaN;
