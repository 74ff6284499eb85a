/** Types for units, and the text form that people read and type. */

/** Milliseconds of the wall clock, or a duration. */
export type Milliseconds = number;
/** Milliseconds since the start of a run on the engine's virtual clock. */
export type VirtualMs = number;
export type Bytes = number;
/** Hundredths of the shop's currency. */
export type Cents = number;

type Scale = readonly (readonly [suffix: string, size: number])[];

/** Units of time, largest first: writing takes the first unit that divides the value evenly enough. */
const DURATIONS: Scale = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
  ['ms', 1],
];
/** Units of size: decimal, as for storage devices and networks. */
const SIZES: Scale = [
  ['GB', 1_000_000_000],
  ['MB', 1_000_000],
  ['kB', 1_000],
  ['B', 1],
];

/** Suffixes of counts. Capital M: neither minute nor milli. */
const COUNTS: Scale = [
  ['B', 1_000_000_000],
  ['M', 1_000_000],
  ['k', 1_000],
  ['', 1],
];
/** Units that are read but never written: other tools write minutes as `m`. */
const ALIASES: Readonly<Record<string, string>> = { m: 'min' };

function parse(
  text: string,
  scale: Scale,
  aliases: Readonly<Record<string, string>> = {},
): number | undefined {
  if (/^\s*0\s*$/.test(text)) return 0; // 0 is the same in every unit
  const match = /^\s*((?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?)\s*([a-z]*)\s*$/i.exec(text);
  if (!match) return undefined;
  const suffix = (match[2] as string).toLowerCase();
  const unit = scale.find(([name]) => name.toLowerCase() === (aliases[suffix] ?? suffix));
  if (!unit) return undefined;
  const number = Number(match[1]);
  // Rounds off the error of binary fractions in a product of decimal digits and a power of ten.
  return unit[1] === 1 ? number : Number((number * unit[1]).toPrecision(15));
}

/** Writes three digits. A number that rounds up to the next unit is written in it: 999,950 is `1M`, not `1000k`. */
function write(value: number, scale: Scale, separator: string): string {
  const rounded = Number(value.toPrecision(3));
  const unit =
    scale.find(([, size]) => rounded >= size) ?? (scale[scale.length - 1] as readonly [string, number]);
  return `${Number((value / unit[1]).toPrecision(3))}${separator}${unit[0]}`;
}

function writeExactly(value: number, scale: Scale): string {
  const unit = scale.find(([, size]) => value >= size && value % size === 0) ?? (['', 1] as const);
  return `${value / unit[1]}${unit[0] || scale[scale.length - 1]?.[0]}`;
}

const roundedOff = (value: number | undefined): number | undefined =>
  value === undefined ? undefined : Math.round(value);

/** Parses `1500ms`, `30s`, `5min` or `5m`, `2h`, `1d`. Returns undefined for a number other than 0 without a unit. */
export const parseDuration = (text: string): Milliseconds | undefined =>
  roundedOff(parse(text, DURATIONS, ALIASES));
/** Formats for people, three digits: `1.5 s`. */
export const formatDuration = (ms: Milliseconds): string => write(ms, DURATIONS, ' ');
/** For links and commands: reads back as the same number. */
export const writeDuration = (ms: Milliseconds): string => writeExactly(ms, DURATIONS);

/** Parses `512B`, `64kB`, `4MB`, `1GB` (decimal). Returns undefined for a number other than 0 without a unit. */
export const parseBytes = (text: string): Bytes | undefined => roundedOff(parse(text, SIZES));
/** Formats for people, three digits: `3.1 MB`. */
export const formatBytes = (bytes: Bytes): string => write(bytes, SIZES, ' ');
/** Parses `250`, `0.5`, `100k`, `1.5M`, `2B`. Returns undefined for any other text. */
export const parseCount = (text: string): number | undefined => parse(text, COUNTS);
/** Formats for people, three digits: `12.3k`, `1.9M`. */
export const formatScaled = (count: number): string => write(count, COUNTS, '');
/** Formats for people: `£1.35`. */
export const formatPrice = (cents: number): string => `£${(cents / 100).toFixed(2)}`;
/** For links and commands: reads back as the same number. */
export const writeBytes = (bytes: Bytes): string => writeExactly(bytes, SIZES);

/** A moment of a run for people, to the second: `00:12:30`. */
export function formatMoment(ms: VirtualMs): string {
  const two = (n: number) => String(Math.floor(n)).padStart(2, '0');
  return `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1_000) % 60)}`;
}
