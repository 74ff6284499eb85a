/** Customary steps of a time axis, milliseconds. */
const TIME_STEPS = [
  100, 200, 500, 1_000, 2_000, 5_000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 900_000,
  1_800_000, 3_600_000, 7_200_000, 21_600_000, 43_200_000, 86_400_000,
];

/**
 * Returns the ticks of a time axis: at most `most` round moments from `from` to `to`. Without given ticks the chart
 * measures every label at every redraw, and each measurement makes the browser lay out the page.
 */
export function timeTicks(from: number, to: number, most: number): number[] {
  const step = TIME_STEPS.find((one) => (to - from) / one <= most) ?? (TIME_STEPS.at(-1) as number);
  return multiples(step, from, to);
}

/** Returns ticks from 0 to a round number not below `max`: at most `most` steps, whole numbers only. */
export function countTicks(max: number, most: number): number[] {
  const rough = Math.max(1, max) / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, power * ([1, 2, 2.5, 5, 10].find((one) => power * one >= rough) ?? 10));
  const whole = Math.ceil(step);
  return multiples(whole, 0, whole * Math.ceil(Math.max(1, max) / whole));
}

function multiples(step: number, from: number, to: number): number[] {
  const ticks: number[] = [];
  for (let i = Math.ceil(from / step); i * step <= to; i++) ticks.push(i * step);
  return ticks;
}
