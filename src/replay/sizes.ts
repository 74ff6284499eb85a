import { parseBytes } from '../base/units';
import type { Requests } from './requests';

/** A cache size as people write it: of objects or bytes, as such or as a share of all there are. */
export interface Size {
  readonly unit: 'objects' | 'bytes';
  readonly value: number;
  readonly isPercent: boolean;
}

/**
 * `5000` and `1%` count objects, or bytes if that is the `unit`; `64MB` and `10%b` count bytes in any case. Undefined
 * for anything else, and for nothing at all.
 */
export function parseSize(text: string, unit: Size['unit'] = 'objects'): Size | undefined {
  const [, number, percent, bytes] = /^(\d+(?:\.\d+)?)(%?)(b?)$/.exec(text.trim().toLowerCase()) ?? [];
  const isPercent = percent === '%';
  const value = number !== undefined && (isPercent || bytes === '') ? Number(number) : parseBytes(text);
  if (value === undefined || value <= 0 || (!isPercent && !Number.isSafeInteger(value))) return undefined;
  const isBytes = number === undefined || bytes === 'b';
  return { unit: isBytes ? 'bytes' : unit, value, isPercent };
}

/** What all objects of a trace would take together; an object is as large as at its first request. */
export interface Footprint {
  readonly objects: number;
  readonly bytes: number;
}

export function footprintOf({ ids, distinct, sizes }: Requests): Footprint {
  let bytes = 0;
  let seen = 0;
  // Ids are numbered in order of first appearance: each first one is the next number.
  for (let at = 0; at < ids.length && seen < distinct; at++) {
    if (ids[at] !== seen) continue;
    seen++;
    bytes += sizes?.[at] ?? 1;
  }
  return { objects: distinct, bytes };
}

/** The size in objects or bytes: shares are rounded down, and at least 1. */
export function resolveSize({ unit, value, isPercent }: Size, footprint: Footprint): number {
  // The small addition makes 7 % of 100 seven: decimal shares are not exact in binary.
  return isPercent ? Math.max(1, Math.floor((value * footprint[unit]) / 100 + 1e-9)) : value;
}
