import { retainedSize } from './retained-size';

/** Returns the bytes of an entry. */
export type Weigher<K, V> = (value: V, key: K) => number;

/** Weights are multiples of this part of a byte: a power of two, so that sums of them are exact. */
const PARTS_A_BYTE = 65_536;

/**
 * Returns a weigher whose weights are rounded up so that their sums are exact: a subtraction undoes its addition. It
 * throws for a weight that is negative or not finite.
 * @param weigh omitted: an estimate of the memory of value and key.
 */
export function exactWeigher<K, V>(cache: string, weigh: Weigher<K, V> = estimate): Weigher<K, V> {
  return (value, key) => {
    const weight = weigh(value, key);
    if (Number.isInteger(weight) && weight >= 0) return weight;
    if (weight > 0 && weight < Infinity) return Math.ceil(weight * PARTS_A_BYTE) / PARTS_A_BYTE;
    throw new Error(`Cache ${cache}: an entry cannot weigh ${weight} bytes`);
  };
}

const estimate = (value: unknown, key: unknown): number => retainedSize(value) + retainedSize(key);
