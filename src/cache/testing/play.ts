import type { Cache } from '../cache';
import { makeCache } from './make-cache';

/** Evicted keys in order, and the next victims, each a word of one-letter keys. */
export interface Played {
  readonly victims: string;
  readonly next: string;
  readonly cache: Cache<string, string>;
}

/**
 * Plays requests on a cache of `maxEntries` under a policy: a letter requests that key and inserts it if absent, a
 * minus before the letter deletes it instead.
 */
export function play(policy: string, maxEntries: number, requests: string, policyParams?: unknown): Played {
  const cache = makeCache<string, string>({ policy, policyParams, maxEntries });
  let victims = '';
  cache.onRemoval = (_, key, __, why) => {
    if (why === 'evicted') victims += key;
  };
  for (const [request] of requests.matchAll(/-?\w/g)) {
    if (request.startsWith('-')) cache.delete(request.slice(1));
    else if (cache.get(request) === undefined) cache.set(request, request);
  }
  const next = [...cache.nextVictims(cache.size)].map((slot) => cache.keyAt(slot)).join('');
  return { victims, next, cache };
}
