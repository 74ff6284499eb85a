/** An estimated curve, and how far it may be off. */
export interface Band {
  readonly missRatios: Float64Array;
  /** Per size, the largest distance between the mean and one of the samples. */
  readonly errors: Float64Array;
}

/**
 * One sampled curve says nothing of its error; several with other salts do, as they differ by as much as they err. The
 * mean is the curve. It errs less than any one sample, so that the stated error is on the safe side; a sample that is
 * too small for a cliff moves the cliff, and the band shows where.
 */
export function band(salts: readonly number[], curveOf: (salt: number) => Float64Array): Band {
  const curves = salts.map(curveOf);
  const points = curves[0]?.length ?? 0;
  const missRatios = new Float64Array(points);
  const errors = new Float64Array(points);
  for (let i = 0; i < points; i++) {
    const values = curves.map((curve) => curve[i] as number);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    missRatios[i] = mean;
    errors[i] = Math.max(...values.map((value) => Math.abs(value - mean)));
  }
  return { missRatios, errors };
}
