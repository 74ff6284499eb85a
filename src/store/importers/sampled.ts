import { textHash } from '../../base/text-hash';

/**
 * Returns whether a customer is in the sample: whether a hash of the id, as a share of all hashes, is below the rate. A
 * rate selects the same customers in every file and row order, and a smaller sample is a subset of a larger one.
 */
export const isSampled = (customer: string, rate: number): boolean =>
  rate >= 1 || textHash(customer) < rate * 2 ** 32;

/** The rates on offer, largest first. */
export const sampleRates = [0.5, 0.25, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001] as const;
/** Safety margin: customers in the rest of the file may buy more than those before. */
const SAFETY = 0.8;

/** Returns the largest rate at which the file probably fits, given the share read when a limit was reached. */
export function fittingRate(rate: number, shareRead: number): number {
  const most = rate * Math.min(1, shareRead) * SAFETY;
  return sampleRates.find((one) => one <= most) ?? sampleRates[sampleRates.length - 1] ?? most;
}

export const rateInWords = (rate: number): string => `${Number((100 * rate).toPrecision(3))} %`;
