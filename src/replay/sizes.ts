import { parseBytes } from '../base/units';
import type { Requests } from './requests';

/** A cache size as typed: objects or bytes, absolute or as a share of the total. */
export interface Size {
  readonly unit: 'objects' | 'bytes';
  readonly value: number;
  readonly isPercent: boolean;
}

/**
 * Parses a size. `5000` and `1%` count objects, or bytes if that is the `unit`; `64MB` and `10%b` always count bytes.
 * Returns undefined for anything else and for zero.
 */
export function parseSize(text: string, unit: Size['unit'] = 'objects'): Size | undefined {
  const [, number, percent, bytes] = /^(\d+(?:\.\d+)?)(%?)(b?)$/.exec(text.trim().toLowerCase()) ?? [];
  const isPercent = percent === '%';
  const value = number !== undefined && (isPercent || bytes === '') ? Number(number) : parseBytes(text);
  if (value === undefined || value <= 0 || (!isPercent && !Number.isSafeInteger(value))) return undefined;
  const isBytes = number === undefined || bytes === 'b';
  return { unit: isBytes ? 'bytes' : unit, value, isPercent };
}

/** Total size of a trace's distinct objects; an object has the size of its first request. */
export interface Footprint {
  readonly objects: number;
  readonly bytes: number;
}

export function footprintOf({ ids, distinct, sizes }: Requests): Footprint {
  let bytes = 0;
  let seen = 0;
  // Ids are numbered in order of first appearance: a first request has the next number.
  for (let at = 0; at < ids.length && seen < distinct; at++) {
    if (ids[at] !== seen) continue;
    seen++;
    bytes += sizes?.[at] ?? 1;
  }
  return { objects: distinct, bytes };
}

/** Converts a size to objects or bytes; shares are rounded down, at least to 1. */
export function resolveSize({ unit, value, isPercent }: Size, footprint: Footprint): number {
  // The small addition makes 7 % of 100 seven: decimal fractions are inexact in binary.
  return isPercent ? Math.max(1, Math.floor((value * footprint[unit]) / 100 + 1e-9)) : value;
}
