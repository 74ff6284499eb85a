import { exp2 } from '../base/elementary/exp';
import { log2 } from '../base/elementary/log';
import type { PriceTaste } from './contract';

/** Price scale in half octaves: each step is √2 times the one before. The last step includes all higher prices. */
const STEPS_AN_OCTAVE = 2;
const STEPS = 36;
/** Weights of a paid price for prices up to an octave away, decreasing with distance. */
const REACH = STEPS_AN_OCTAVE;

const stepOf = (cents: number): number =>
  Math.min(STEPS - 1, Math.max(0, STEPS_AN_OCTAVE * log2(Math.max(1, cents))));

/**
 * Returns the distribution of the prices that a shopper pays, from products with their weights in the history. The
 * history holds no prices: the present price of a product is used.
 */
export function priceTaste(paid: readonly { readonly cents: number; readonly weight: number }[]): PriceTaste {
  const total = paid.reduce((sum, { weight }) => sum + weight, 0);
  if (!(total > 0)) return { usualCents: 0, dearestCents: 0, likely: new Float32Array() };
  const likely = new Float32Array(STEPS);
  for (const { cents, weight } of paid) {
    const at = stepOf(cents);
    for (let step = Math.max(0, Math.ceil(at - REACH)); step <= Math.min(STEPS - 1, at + REACH); step++)
      likely[step] = (likely[step] as number) + (weight / total) * (1 - Math.abs(step - at) / REACH);
  }
  let most = 0;
  for (const chance of likely) most = Math.max(most, chance);
  for (let step = 0; step < STEPS; step++) likely[step] = (likely[step] as number) / most;
  const rising = [...paid].sort((a, b) => a.cents - b.cents);
  let before = 0;
  const usual = rising.find(({ weight }) => {
    before += weight;
    return 2 * before >= total;
  });
  return {
    usualCents: usual?.cents ?? 0,
    dearestCents: rising.at(-1)?.cents ?? 0,
    likely,
  };
}

/**
 * Returns how well a price fits a shopper, 0 to 1: the likelihood that they pay it. The higher their thrift, the more a
 * price below the usual one gains and a price above it loses. 0 without a history.
 */
export function priceFit({ likely, usualCents }: PriceTaste, thrift: number, cents: number): number {
  if (likely.length === 0 || !(cents > 0)) return 0;
  const at = stepOf(cents);
  const step = Math.min(STEPS - 2, Math.floor(at));
  const here = likely[step] as number;
  const chance = here + (at - step) * ((likely[step + 1] as number) - here);
  if (thrift === 0) return chance;
  const octavesBelow = log2(usualCents / cents);
  return octavesBelow < 0
    ? chance * exp2(thrift * octavesBelow)
    : chance + (1 - chance) * thrift * Math.min(1, octavesBelow);
}
