import { Random } from '../../base/random';
import { Sampler, zipfWeights } from '../../base/sampler';
import type { Requests } from '../requests';

/** Returns requests for keys, numbered by first appearance as readers do; `sizeOf` gives each key its bytes. */
export function requestsFor(keys: Iterable<number>, sizeOf?: (key: number) => number): Requests {
  const list = Array.from(keys);
  const numbers = new Map<number, number>();
  for (const key of list) if (!numbers.has(key)) numbers.set(key, numbers.size);
  return {
    ids: Int32Array.from(list, (key) => numbers.get(key) as number),
    distinct: numbers.size,
    ...(sizeOf && { sizes: Float64Array.from(list, sizeOf) }),
  };
}

/** Draws keys by Zipf's law with the exponent 0.9. */
export function zipfKeys(length: number, keys: number, seed: number): number[] {
  const random = new Random(seed);
  const sampler = new Sampler(zipfWeights(keys, 0.9));
  return Array.from({ length }, () => sampler.draw(random));
}

/** Four of five requests run through a loop of `keys` keys; the fifth goes by Zipf's law to as many others. */
export function loopKeys(length: number, keys: number, seed: number): number[] {
  const random = new Random(seed);
  const others = zipfKeys(length, keys, seed + 1);
  let at = 0;
  return others.map((other) => (random.next() < 0.8 ? at++ % keys : keys + other));
}
