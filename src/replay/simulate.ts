import { Random } from '../base/random';
import { NONE, type PolicyDefinition } from '../cache/policy';

/** Requests as dense ids: 0 to `distinct` - 1, in order of first appearance. */
export interface Requests {
  readonly ids: Int32Array;
  readonly distinct: number;
  /** Bytes of each request's object; without it every object is 1 byte. */
  readonly sizes?: Float64Array | undefined;
}

export interface Run {
  readonly policy: PolicyDefinition;
  readonly params?: unknown;
  readonly capacity: number;
  readonly unit: 'entries' | 'bytes';
  readonly seed: number;
}

/** What a replay counts. `hits + misses = requests`; a refusal (too large, or not admitted) is a miss too. */
export interface Tally {
  readonly requests: number;
  readonly hits: number;
  readonly misses: number;
  readonly evictions: number;
  readonly refusals: number;
  readonly bytesAsked: number;
  readonly bytesMissed: number;
}

/**
 * Replays requests through one policy: the same code that serves the live cache, over arrays, without keys and values.
 * An object's size is that of the request that let it in.
 */
export function simulate({ ids, distinct, sizes }: Requests, run: Run): Tally {
  const { capacity, unit } = run;
  const byBytes = unit === 'bytes';
  const resident = new Uint8Array(distinct);
  const size = new Float64Array(distinct).fill(1);
  const future = run.policy.needs.includes('future') ? nextUses(ids, distinct) : undefined;
  let at = 0;
  const policy = run.policy.create(
    {
      ids: distinct,
      capacity,
      unit,
      random: Random.for(run.seed, run.policy.name),
      sizeOf: (id) => size[id] as number,
      weightOf: (id) => (byBytes ? (size[id] as number) : 1),
      costOf: () => 1,
      deadlineOf: () => Infinity,
      now: () => at,
      nextUse: () => future?.[at] ?? Infinity,
      forget: () => {},
    },
    run.policy.params.parse(run.params ?? {}),
  );
  let used = 0;
  let hits = 0;
  let evictions = 0;
  let refusals = 0;
  let bytesAsked = 0;
  let bytesMissed = 0;
  for (; at < ids.length; at++) {
    const id = ids[at] as number;
    const asked = sizes?.[at] ?? 1;
    bytesAsked += asked;
    if (resident[id] === 1) {
      hits++;
      policy.hit(id);
      continue;
    }
    bytesMissed += asked;
    size[id] = asked;
    const weight = byBytes ? asked : 1;
    if (weight > capacity || (policy.admit !== undefined && !policy.admit(id))) {
      refusals++;
      continue;
    }
    while (used + weight > capacity) {
      const victim = policy.evict(id);
      if (victim === NONE) throw new Error(`${run.policy.name} found no victim at request ${at}`);
      resident[victim] = 0;
      used -= byBytes ? (size[victim] as number) : 1;
      evictions++;
    }
    policy.insert(id);
    resident[id] = 1;
    used += weight;
  }
  return {
    requests: ids.length,
    hits,
    misses: ids.length - hits,
    evictions,
    refusals,
    bytesAsked,
    bytesMissed,
  };
}

/** For each request the index of the next one for the same id; Infinity for the last. One backward pass. */
export function nextUses(ids: Int32Array, distinct: number): Float64Array {
  const next = new Float64Array(ids.length);
  const seen = new Float64Array(distinct).fill(Infinity);
  for (let at = ids.length - 1; at >= 0; at--) {
    const id = ids[at] as number;
    next[at] = seen[id] as number;
    seen[id] = at;
  }
  return next;
}
