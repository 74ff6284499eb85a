/** Steps of a slider's track: fine enough to look continuous, few enough for the arrow keys. */
export const TRACK = 100;

/** Maps values to positions on a slider's track: linear, or logarithmic where they span decades. */
export interface Scale {
  place(value: number): number;
  value(place: number): number;
}

export function linearScale(min: number, max: number, step: number): Scale {
  const digits = Math.max(0, -Math.floor(Math.log10(step)));
  return {
    place: (value) => (TRACK * (value - min)) / (max - min),
    value: (place) =>
      Number((min + Math.round(((place / TRACK) * (max - min)) / step) * step).toFixed(digits)),
  };
}

/** Zero is at the left end; values between are rounded to two significant digits; `whole` leaves out fractions. */
export function logScale(min: number, max: number, whole = false): Scale {
  const shift = min > 0 ? 0 : Math.max(1, max / 10_000);
  const low = Math.log(min + shift);
  const high = Math.log(max + shift);
  return {
    place: (value) => (TRACK * (Math.log(value + shift) - low)) / (high - low),
    value: (place) => {
      if (place <= 0) return min;
      if (place >= TRACK) return max;
      const exact = Math.exp(low + (place / TRACK) * (high - low)) - shift;
      const rounded = Number(exact.toPrecision(exact < 1 ? 1 : 2));
      return Math.min(max, Math.max(min, whole ? Math.round(rounded) : rounded));
    },
  };
}
