import { SPEED_MAX_FINITE, SPEED_MIN, type Speed } from '../engine/contract/engine';

/** The stops of the speed control: fine at low speeds, which people watch, coarse at high ones. */
export const speeds: readonly Speed[] = [SPEED_MIN, 0.2, 0.5, 1, 2, 5, 10, 20, 30, SPEED_MAX_FINITE, 'max'];

/** Returns the stop nearest to a speed. */
export function speedStop(speed: Speed): number {
  if (speed === 'max') return speeds.length - 1;
  let best = 0;
  speeds.forEach((stop, i) => {
    const distance = (at: Speed | undefined) =>
      typeof at === 'number' ? Math.abs(Math.log(at / speed)) : Number.POSITIVE_INFINITY;
    if (distance(stop) < distance(speeds[best])) best = i;
  });
  return best;
}

/** Returns the next faster (+1) or slower (-1) stop; the same stop at either end. */
export const nextSpeed = (speed: Speed, direction: 1 | -1): Speed =>
  speeds[Math.min(speeds.length - 1, Math.max(0, speedStop(speed) + direction))] ?? speed;

export const speedText = (speed: Speed): string =>
  speed === 'max' ? 'max' : `${Number(speed.toPrecision(3))}×`;
