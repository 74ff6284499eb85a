/** Names for units, and the text form that people read and type. A number of one kind is written with its name. */

/** Milliseconds of the wall clock, or of no clock in particular: a duration. */
export type Milliseconds = number;
/** Milliseconds since the start of a run on the engine's virtual clock. */
export type VirtualMs = number;
export type Bytes = number;
/** Hundredths of the shop's currency. */
export type Cents = number;

type Scale = readonly (readonly [suffix: string, size: number])[];

/** Largest first: writing takes the first unit that divides the value evenly enough. */
const DURATIONS: Scale = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
  ['ms', 1],
];
/** Decimal, as storage is sold and networks are measured. */
const SIZES: Scale = [
  ['GB', 1_000_000_000],
  ['MB', 1_000_000],
  ['kB', 1_000],
  ['B', 1],
];

function parse(text: string, scale: Scale): number | undefined {
  if (/^\s*0\s*$/.test(text)) return 0; // nothing is nothing in every unit
  const match = /^\s*(\d+(?:\.\d+)?)\s*([a-z]+)\s*$/i.exec(text);
  if (!match) return undefined;
  const suffix = (match[2] as string).toLowerCase();
  const unit = scale.find(([name]) => name.toLowerCase() === suffix);
  return unit ? Math.round(Number(match[1]) * unit[1]) : undefined;
}

function write(value: number, scale: Scale, separator: string): string {
  const unit =
    scale.find(([, size]) => value >= size) ?? (scale[scale.length - 1] as readonly [string, number]);
  return `${Number((value / unit[1]).toPrecision(3))}${separator}${unit[0]}`;
}

function writeExactly(value: number, scale: Scale): string {
  const unit = scale.find(([, size]) => value >= size && value % size === 0) ?? (['', 1] as const);
  return `${value / unit[1]}${unit[0] || scale[scale.length - 1]?.[0]}`;
}

/** `1500ms`, `30s`, `5m`, `2h`, `1d` to milliseconds. A number other than 0 without a unit is refused: undefined. */
export const parseDuration = (text: string): Milliseconds | undefined => parse(text, DURATIONS);
/** For people, three digits: `1.5 s`. */
export const formatDuration = (ms: Milliseconds): string => write(ms, DURATIONS, ' ');
/** For links and commands: reads back as the same number. */
export const writeDuration = (ms: Milliseconds): string => writeExactly(ms, DURATIONS);

/** `512B`, `64kB`, `4MB`, `1GB` (decimal) to bytes. A number other than 0 without a unit is refused: undefined. */
export const parseBytes = (text: string): Bytes | undefined => parse(text, SIZES);
/** For people, three digits: `3.1 MB`. */
export const formatBytes = (bytes: Bytes): string => write(bytes, SIZES, ' ');
/** For people: `£1.35`. */
export const formatPrice = (cents: number): string => `£${(cents / 100).toFixed(2)}`;
/** For links and commands: reads back as the same number. */
export const writeBytes = (bytes: Bytes): string => writeExactly(bytes, SIZES);
