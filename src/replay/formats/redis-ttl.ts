import { KEEP_TTL } from '../ops';
import type { RedisWords } from './redis-words';

/**
 * A TTL in milliseconds from now: Infinity for none, KEEP_TTL for no change, 0 or less for removal at once. REFUSED if
 * the server answers with an error and changes nothing.
 */
export type Ttl = number | typeof REFUSED;
export const REFUSED = undefined;

/** How a word states a time: in units of `unitMs`, from now or since 1970. */
export interface Clock {
  readonly unitMs: number;
  readonly since1970: boolean;
}

export const SECONDS: Clock = { unitMs: 1000, since1970: false };
export const MILLISECONDS: Clock = { unitMs: 1, since1970: false };
export const AT_SECOND: Clock = { unitMs: 1000, since1970: true };
export const AT_MILLISECOND: Clock = { unitMs: 1, since1970: true };

const OPTIONS: Readonly<Record<string, Clock>> = {
  ex: SECONDS,
  px: MILLISECONDS,
  exat: AT_SECOND,
  pxat: AT_MILLISECOND,
};

/** Parses the TTL in a word; any integer is valid. */
export function ttlIn(words: RedisWords, word: number, { unitMs, since1970 }: Clock, nowMs: number): Ttl {
  const value = words.integer(word) * unitMs;
  if (!Number.isSafeInteger(value)) return REFUSED;
  return since1970 ? value - nowMs : value;
}

/** The same for commands that accept only numbers above 0: SETEX, and SET and GETEX with options. */
export function positiveTtlIn(words: RedisWords, word: number, clock: Clock, nowMs: number): Ttl {
  return words.integer(word) > 0 ? ttlIn(words, word, clock, nowMs) : REFUSED;
}

/** The options of SET and GETEX from word `first` on. */
export interface SetOptions {
  /** Undefined if no option sets it. */
  readonly ttl: { readonly is: Ttl } | undefined;
  readonly flags: ReadonlySet<string>;
}

export function optionsFrom(words: RedisWords, first: number, nowMs: number): SetOptions {
  let ttl: SetOptions['ttl'];
  const flags = new Set<string>();
  for (let word = first; word < words.count; word++) {
    const option = words.text(word);
    const clock = OPTIONS[option];
    if (clock) ttl = { is: positiveTtlIn(words, ++word, clock, nowMs) };
    else if (option === 'keepttl') ttl = { is: KEEP_TTL };
    else if (option === 'persist') ttl = { is: Infinity };
    else flags.add(option);
  }
  return { ttl, flags };
}
