import { policyNamed } from '../../../cache/registry';
import type { Requests } from '../../../replay/requests';
import { simulate } from '../../../replay/simulate';
import { CAPACITY, KEYS, readStream } from './streams';

/** Ids through a policy, or through the minimum work of a cache in JavaScript: one lookup in a Map. */
export type ReplayTask =
  | { readonly work: 'replay'; readonly policy: string; readonly ttl?: boolean }
  | { readonly work: 'map' };

const WARM_UP = 500_000;
const TIMED = 5_000_000;
/** One request per millisecond; the TTL is several times the time in which a cache of this size fills. */
const TTL_MS = 500_000;

/** Returns requests per second. */
export function replayWork(task: ReplayTask): number {
  const ids = readStream('zipf', TIMED);
  const run = task.work === 'map' ? mapLookups() : replayOf(task.policy, task.ttl ?? false);
  run(ids.subarray(0, WARM_UP));
  const start = performance.now();
  run(ids);
  return (TIMED / (performance.now() - start)) * 1_000;
}

function replayOf(name: string, ttl: boolean): (ids: Int32Array) => void {
  const policy = policyNamed(name);
  const times = ttl ? Float64Array.from({ length: TIMED }, (_, at) => at) : undefined;
  return (ids) => {
    const requests: Requests = { ids, distinct: KEYS, times };
    simulate(requests, {
      policy,
      capacity: CAPACITY,
      unit: 'entries',
      ttlMs: ttl ? TTL_MS : undefined,
      seed: 1,
    });
  };
}

function mapLookups(): (ids: Int32Array) => void {
  const values = new Map(Array.from({ length: KEYS }, (_, id) => [id, id]));
  return (ids) => {
    for (const id of ids) if (values.get(id) !== id) throw new Error(`The Map has no ${id}`);
  };
}
