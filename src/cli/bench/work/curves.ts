import { policyNamed } from '../../../cache/registry';
import { miniature } from '../../../replay/curves/miniature';
import { type Sample, sampleKeys } from '../../../replay/curves/sample';
import { lruMisses } from '../../../replay/curves/stack-distance';
import type { Requests } from '../../../replay/requests';
import { fenwickMisses } from './fenwick';
import { KEYS, readStream, renumbered, type StreamName } from './streams';

/** Miss ratios over sizes: speed, or error. */
export type CurvesTask =
  | { readonly work: 'exact-curve'; readonly by: 'ours' | 'fenwick' }
  | { readonly work: 'curve'; readonly policy: string; readonly share: number }
  | { readonly work: 'curve-error'; readonly stream: StreamName };

const REQUESTS = 3_000_000;
/** In entries. */
const SIZES = Array.from({ length: 24 }, (_, i) => 20_000 * (i + 1));
const SHARE = 0.1;
const SALTS = [1, 2, 3];
const SAMPLED = ['fifo', 'lfu', 'sieve', 's3-fifo', 'w-tinylfu'];

export function curvesWork(task: CurvesTask): number {
  switch (task.work) {
    case 'exact-curve':
      return exactSpeed(task.by === 'ours' ? lruMisses : fenwickMisses);
    case 'curve':
      return curveSpeed(task.policy, task.share);
    case 'curve-error':
      return Math.max(...SAMPLED.map((policy) => meanError(requestsOf(task.stream), policy)));
  }
}

/** Returns requests per second. */
function exactSpeed(missesOf: (ids: Int32Array, distinct: number) => Float64Array): number {
  const ids = readStream('zipf');
  missesOf(ids.subarray(0, 1_000_000), KEYS);
  const start = performance.now();
  missesOf(ids, KEYS);
  return (ids.length / (performance.now() - start)) * 1_000;
}

/** Returns requests of the whole trace per second, times the number of sizes; the time includes sampling. */
function curveSpeed(policy: string, share: number): number {
  const requests = requestsOf('zipf');
  curve(requests, policy, share, 0, SIZES.slice(0, 2));
  const start = performance.now();
  curve(requests, policy, share, 1, SIZES);
  return ((REQUESTS * SIZES.length) / (performance.now() - start)) * 1_000;
}

/** Returns the mean absolute error of a sampled curve, over sizes and salts. */
function meanError(requests: Requests, policy: string): number {
  const whole = curve(requests, policy, 1, 0, SIZES);
  const errors = SALTS.flatMap((salt) =>
    Array.from(curve(requests, policy, SHARE, salt, SIZES), (ratio, i) =>
      Math.abs(ratio - (whole[i] as number)),
    ),
  );
  return errors.reduce((sum, error) => sum + error, 0) / errors.length;
}

function curve(
  requests: Requests,
  policy: string,
  share: number,
  salt: number,
  sizes: number[],
): Float64Array {
  const sample: Sample =
    share === 1 ? { requests, share: { objects: 1, bytes: 1 } } : sampleKeys(requests, share, salt);
  const run = { policy: policyNamed(policy), unit: 'entries', seed: 1 } as const;
  return miniature(sample, requests.ids.length, sizes, run);
}

const requestsOf = (stream: StreamName): Requests => renumbered(readStream(stream, REQUESTS));
