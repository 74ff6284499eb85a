import { Random } from '../base/random';
import { NONE, type Policy, type PolicyDefinition } from '../cache/policy';
import { type Expiry, expiryOf } from './expiry';
import { ADD, READ, REMOVE, REPLACE, TOUCH } from './ops';
import type { Requests } from './requests';

export interface Run {
  readonly policy: PolicyDefinition;
  readonly params?: unknown;
  readonly capacity: number;
  readonly unit: 'entries' | 'bytes';
  /** One TTL for all objects, instead of the trace's TTLs. Needs `times`. */
  readonly ttlMs?: number | undefined;
  readonly seed: number;
}

/**
 * The counts of a replay. Only reads are requests: `hits + misses = requests`. An eviction makes room; an expiration is
 * the end of a TTL. A refusal is a value that was not inserted, after a read that missed or by a write: too large, not
 * admitted, or without a victim.
 */
export interface Tally {
  readonly requests: number;
  readonly hits: number;
  readonly misses: number;
  readonly evictions: number;
  readonly expirations: number;
  readonly refusals: number;
  readonly bytesAsked: number;
  readonly bytesMissed: number;
}

/** State shared by the loops: the simulated cache and its counters. */
interface Cache {
  readonly policy: Policy;
  readonly capacity: number;
  readonly byBytes: boolean;
  readonly resident: Uint8Array;
  /** Bytes of each object that was ever resident; if undefined, every object is 1 byte. */
  readonly size: Float64Array | undefined;
  /** Index of the current request. */
  at: number;
}

/**
 * Replays requests through one policy, with the same policy code as the live cache, over arrays without keys and
 * values. A read that misses inserts its object, with the size that the request states. A write restarts the TTL of a
 * resident object or inserts it; with a capacity in bytes, an object written with another size leaves and is inserted
 * again. A removal removes it; a touch changes only its deadline. A value inserted by a read stands for the write that
 * the application makes next: an ADD replaces it as if the key were absent. If the policy finds no victim, the incoming
 * object is refused.
 */
export function simulate(requests: Requests, run: Run): Tally {
  const { ids, distinct, sizes, times, ops } = requests;
  const { capacity, unit } = run;
  const byBytes = unit === 'bytes';
  const size = sizes && new Float64Array(distinct).fill(1);
  const sizeOf = (id: number) => (size === undefined ? 1 : (size[id] as number));
  const expiry = expiryOf(requests, run.ttlMs);
  const future = run.policy.needs.includes('future') ? nextUses(ids, distinct, ops) : undefined;
  const policy = run.policy.create(
    {
      ids: distinct,
      capacity,
      unit,
      random: Random.for(run.seed, run.policy.name),
      sizeOf,
      weightOf: byBytes ? sizeOf : () => 1,
      costOf: () => 1,
      deadlineOf: (id) => expiry?.deadlineOf(id) ?? Infinity,
      now: () => times?.[cache.at] ?? cache.at,
      nextUse: () => future?.[cache.at] ?? Infinity,
      forget: () => {},
    },
    run.policy.params.parse(run.params ?? {}),
  );
  const resident = new Uint8Array(distinct);
  const cache: Cache = { policy, capacity, byBytes, resident, size, at: 0 };
  return expiry || ops || byBytes ? replay(requests, cache, expiry) : replayReads(requests, cache);
}

/** Replays reads only, every object one entry, no expiry: the fastest loop. */
function replayReads({ ids, sizes }: Requests, cache: Cache): Tally {
  const { policy, capacity, resident, size } = cache;
  const requests = ids.length;
  const admits = policy.admit !== undefined;
  let free = capacity;
  let misses = 0;
  let evictions = 0;
  let refusals = 0;
  let bytesAsked = requests;
  let bytesMissed = 0;
  if (sizes) {
    bytesAsked = 0;
    for (let at = 0; at < requests; at++) bytesAsked += sizes[at] as number;
  }
  for (let at = 0; at < requests; at++) {
    const id = ids[at] as number;
    cache.at = at;
    if (resident[id] === 1) {
      policy.hit(id);
      continue;
    }
    misses++;
    if (sizes !== undefined && size !== undefined) {
      const asked = sizes[at] as number;
      bytesMissed += asked;
      size[id] = asked;
    }
    if (capacity < 1 || (admits && policy.admit?.(id) === false)) {
      refusals++;
      continue;
    }
    if (free > 0) free--;
    else {
      const victim = policy.evict(id);
      if (victim === NONE) {
        refusals++;
        continue;
      }
      resident[victim] = 0;
      evictions++;
    }
    policy.insert(id);
    resident[id] = 1;
  }
  const hits = requests - misses;
  if (!sizes) bytesMissed = misses;
  return { requests, hits, misses, evictions, expirations: 0, refusals, bytesAsked, bytesMissed };
}

/** State of each id in `resident`: not resident, inserted by a read that missed, or inserted by a write. */
const OUT = 0;
const FETCHED = 1;
const WRITTEN = 2;

/** Replays all features of a trace: bytes, TTLs, writes and removals. */
function replay({ ids, sizes, ops }: Requests, cache: Cache, expiry: Expiry | undefined): Tally {
  const { policy, capacity, byBytes, resident, size } = cache;
  const weights = byBytes ? size : undefined;
  let used = 0;
  let requests = 0;
  let hits = 0;
  let evictions = 0;
  let expirations = 0;
  let refusals = 0;
  let bytesAsked = 0;
  let bytesMissed = 0;
  for (let at = 0; at < ids.length; at++) {
    const id = ids[at] as number;
    const op = ops === undefined ? READ : (ops[at] as number);
    const asked = sizes === undefined ? 1 : (sizes[at] as number);
    cache.at = at;
    if (expiry !== undefined) {
      for (let expired = expiry.next(at); expired !== NONE; expired = expiry.next(at)) {
        policy.remove(expired);
        resident[expired] = OUT;
        used -= weights === undefined ? 1 : (weights[expired] as number);
        expirations++;
      }
    }
    const was = resident[id] as number;
    const wasResident = was !== OUT;
    if (op === READ) {
      requests++;
      bytesAsked += asked;
      if (wasResident) {
        hits++;
        policy.hit(id);
        continue;
      }
      bytesMissed += asked;
    } else {
      if (op === ADD && was === WRITTEN) continue;
      if (op !== REMOVE) expiry?.note(id, at);
      if (op === REPLACE && !wasResident) continue;
      if (wasResident) {
        if (op === TOUCH || (op !== REMOVE && (weights === undefined || weights[id] === asked))) {
          if (op !== TOUCH) resident[id] = WRITTEN;
          if (expiry !== undefined) {
            expiry.renew(id, at);
            policy.redate?.(id);
          }
          continue;
        }
        policy.remove(id);
        resident[id] = OUT;
        used -= weights === undefined ? 1 : (weights[id] as number);
      }
      if (op === REMOVE) expiry?.stop(id);
      if (op === REMOVE || op === TOUCH) continue;
    }
    const weight = byBytes ? asked : 1;
    if (size !== undefined) size[id] = asked;
    if (weight > capacity || (policy.admit !== undefined && !policy.admit(id))) {
      refusals++;
      expiry?.stop(id);
      continue;
    }
    while (used + weight > capacity) {
      const victim = policy.evict(id);
      if (victim === NONE) break;
      resident[victim] = OUT;
      used -= weights === undefined ? 1 : (weights[victim] as number);
      expiry?.stop(victim);
      evictions++;
    }
    if (used + weight > capacity) {
      refusals++;
      expiry?.stop(id);
      continue;
    }
    // The policy may ask for the deadline of the object that it admits.
    if (wasResident) expiry?.renew(id, at);
    else expiry?.start(id, at);
    policy.insert(id);
    resident[id] = op === READ ? FETCHED : WRITTEN;
    used += weight;
  }
  const misses = requests - hits;
  return { requests, hits, misses, evictions, expirations, refusals, bytesAsked, bytesMissed };
}

/**
 * Returns for each line the index of the next read of the same id; Infinity for the last read, and where a write or a
 * removal comes first, because a replaced value has no further use. A touch replaces nothing, and an ADD of a resident
 * value neither. One backward pass.
 */
export function nextUses(ids: Int32Array, distinct: number, ops?: Uint8Array): Float64Array {
  const next = new Float64Array(ids.length);
  const seen = new Float64Array(distinct).fill(Infinity);
  for (let at = ids.length - 1; at >= 0; at--) {
    const id = ids[at] as number;
    next[at] = seen[id] as number;
    const op = ops === undefined ? READ : ops[at];
    if (op === READ) seen[id] = at;
    else if (op !== TOUCH && op !== ADD) seen[id] = Infinity;
  }
  return next;
}
