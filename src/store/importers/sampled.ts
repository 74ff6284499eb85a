import { textHash } from '../../base/text-hash';

/**
 * Returns whether a customer is in a sample: a hash of the id, as a share of all hashes, lies below the rate. So a rate
 * takes the same customers out of every file and in every order of rows, and a smaller sample is part of a larger one.
 */
export const isSampled = (customer: string, rate: number): boolean =>
  rate >= 1 || textHash(customer) < rate * 2 ** 32;

/** Rates that are offered, largest first. */
export const sampleRates = [0.5, 0.25, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001] as const;
/** Room for customers in the rest of the file who buy more than those before. */
const SAFETY = 0.8;

/** Returns the largest rate at which a file probably fits, of which a share was read when a bound was reached. */
export function fittingRate(rate: number, shareRead: number): number {
  const most = rate * Math.min(1, shareRead) * SAFETY;
  return sampleRates.find((one) => one <= most) ?? sampleRates[sampleRates.length - 1] ?? most;
}

export const rateInWords = (rate: number): string => `${Number((100 * rate).toPrecision(3))} %`;
