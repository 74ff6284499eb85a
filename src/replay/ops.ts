/**
 * What a line of a trace does. A cache here is filled by its readers: a read that misses brings its value in. See
 * `simulate` for the rest.
 */
export const READ = 0;
/** Puts a value in, or another value in place of the one that is resident. */
export const WRITE = 1;
export const REMOVE = 2;
/** Sets the TTL of a value that is resident, and does nothing else: Redis' EXPIRE, Memcached's touch. */
export const TOUCH = 3;
/** A write that takes place only where no write put a value in before: Redis' SET NX, Memcached's add. */
export const ADD = 4;
/** A write that takes place only where the key is resident: Redis' SET XX and LPOP, Memcached's append. */
export const REPLACE = 5;

/**
 * In place of a TTL: the line says nothing about it. A write leaves the deadline as it is, if there is one; what a read
 * brings in lives as long as the last write of its key said.
 */
export const KEEP_TTL = Number.NaN;
/** In place of a size: the line does not tell it. It is as large as where the key's size was told last, or else next. */
export const UNKNOWN_SIZE = Number.NaN;
