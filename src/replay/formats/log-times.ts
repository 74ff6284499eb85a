import { numberIn, secondsIn, textOf } from './fields';

const COLON = 0x3a;
const HYPHEN = 0x2d;
const DAY_MS = 86_400_000;

/** Parses `2024-03-05` as milliseconds since 1970, UTC; NaN for anything else. */
export function dayIn(bytes: Uint8Array, from: number, to: number): number {
  if (to - from !== 10 || bytes[from + 4] !== HYPHEN || bytes[from + 7] !== HYPHEN) return Number.NaN;
  const month = numberIn(bytes, from + 5, from + 7);
  const day = numberIn(bytes, from + 8, to);
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= 31)) return Number.NaN;
  return Date.UTC(numberIn(bytes, from, from + 4), month - 1, day);
}

/** Parses `10:00:01`, with or without a fraction, as milliseconds since midnight; NaN for anything else. */
export function timeOfDayIn(bytes: Uint8Array, from: number, to: number): number {
  if (to - from < 8 || bytes[from + 2] !== COLON || bytes[from + 5] !== COLON) return Number.NaN;
  const minutes = numberIn(bytes, from, from + 2) * 60 + numberIn(bytes, from + 3, from + 5);
  const ms = minutes * 60_000 + secondsIn(bytes, from + 6, to);
  return ms >= 0 && ms < DAY_MS + 1000 ? ms : Number.NaN;
}

/** Parses `2018-07-02T22:23:00.186641Z` as milliseconds since 1970; NaN for anything else. */
export const isoTimeIn = (bytes: Uint8Array, from: number, to: number): number =>
  dayIn(bytes, from, from + 10) + timeOfDayIn(bytes, from + 11, to - 1);

const STAMP_LENGTH = '10/Oct/2000:13:55:36 -0700'.length;
const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';

/** Parses the timestamps of the common log format. Many lines share a second, which is parsed once. */
export class CommonStamps {
  readonly #last = new Uint8Array(STAMP_LENGTH);
  #lastMs = Number.NaN;

  /** Parses the timestamp at `from` as milliseconds since 1970; NaN for anything else. */
  in(bytes: Uint8Array, from: number): number {
    if (!this.#last.every((byte, at) => byte === bytes[from + at])) {
      this.#last.fill(0);
      this.#last.set(bytes.subarray(from, from + STAMP_LENGTH));
      this.#lastMs = stampMs(textOf(bytes, from, from + STAMP_LENGTH));
    }
    return this.#lastMs;
  }
}

function stampMs(stamp: string): number {
  const match = /^(\d\d)\/([A-Z][a-z]{2})\/(\d{4}):(\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)$/.exec(stamp);
  const month = match ? MONTHS.indexOf(match[2] as string) / 3 : Number.NaN;
  if (!match || !Number.isInteger(month) || month < 0) return Number.NaN;
  const [day, year, hour, minute, second, zoneHours, zoneMinutes] = [1, 3, 4, 5, 6, 8, 9].map((group) =>
    Number(match[group]),
  ) as [number, number, number, number, number, number, number];
  const zone = (match[7] === '-' ? -1 : 1) * (zoneHours * 60 + zoneMinutes);
  return Date.UTC(year, month, day, hour, minute - zone, second);
}
