import type { ColumnRole } from '../columns';

/** Known column names by role, the most specific first: a file may have an `id` of its lines beside the `key`. */
const NAMES: Readonly<Record<ColumnRole, readonly string[]>> = {
  time: words('time timestamp ts clocktime realtime optime requesttime arrivaltime unixtime epoch'),
  key: words('key cachekey objectid objid object obj keyid id url uri path block blockid lba lbn'),
  size: words('size objectsize objsize valuesize bytes length'),
  op: words('op operation command cmd method optype'),
  ttl: words('ttl expiry maxage timetolive exptime'),
};

/** Milliseconds per unit. */
const TIME_UNITS = unitsOf([
  [1000, 's sec secs second seconds'],
  [1, 'ms msec msecs millis millisecond milliseconds'],
  [1e-3, 'us usec usecs micros microsecond microseconds \u00b5s \u03bcs'],
  [1e-6, 'ns nsec nsecs nanos nanosecond nanoseconds'],
  [60_000, 'min mins minute minutes'],
  [3_600_000, 'hour hours'],
]);
/** Bytes per unit; decimal, as everywhere in this project, except for binary unit names. */
const SIZE_UNITS = unitsOf([
  [1, 'b byte bytes'],
  [512, 'sector sectors'],
  [1000, 'kb'],
  [1024, 'kib'],
  [1_000_000, 'mb'],
  [2 ** 20, 'mib'],
]);

/** A column name of a header, parsed. */
export interface ColumnName {
  /** The name as written, without quotes and outer spaces. */
  readonly text: string;
  /** Letters and digits in lower case: `Obj_ID` and `objId` become `objid`. */
  readonly word: string;
  /** The word without its unit: `time_ms` and `time [ms, since 1970]` become `time`. */
  readonly base: string;
  /** Milliseconds per unit of time in the name; undefined without one. */
  readonly unitMs: number | undefined;
  /** Bytes per unit of size in the name; undefined without one. */
  readonly unitBytes: number | undefined;
}

/** Parses the names of a header. Separators in quotes or brackets belong to a name; a comment sign does not. */
export function namesIn(head: string, separator: string): ColumnName[] {
  return fieldsOf(head.replace(/^\s*#+\s*/, ''), separator, true).map(taken);
}

function taken(field: string): ColumnName {
  const text = field
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .trim();
  const parts = partsOf(text);
  const opening = text.search(/[([{]/);
  const inBrackets = opening > 0 ? partsOf(text.slice(opening)) : [];
  const before = opening > 0 ? partsOf(text.slice(0, opening)) : parts;
  const units = inBrackets.length > 0 ? inBrackets : parts.slice(1).slice(-1);
  const unit = units.find((part) => TIME_UNITS.has(part) || SIZE_UNITS.has(part));
  const base = inBrackets.length > 0 || unit === undefined ? before : before.slice(0, -1);
  return {
    text,
    word: parts.join(''),
    base: base.join(''),
    unitMs: unit === undefined ? undefined : TIME_UNITS.get(unit),
    unitBytes: unit === undefined ? undefined : SIZE_UNITS.get(unit),
  };
}

const partsOf = (text: string): string[] =>
  text
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== '');

/** Returns the index of the column with this role, by its name; -1 if there is none. */
export function columnOf(role: ColumnRole, names: readonly ColumnName[]): number {
  for (const name of NAMES[role]) {
    const found = names.findIndex(({ word, base }) => word === name || base === name);
    if (found >= 0) return found;
  }
  return -1;
}

/** Splits a line into fields. Ignores separators in quotes, and in brackets if `brackets` is true. */
export function fieldsOf(line: string, separator: string, brackets = false): string[] {
  const fields = [''];
  let isQuoted = false;
  let depth = 0;
  const text = separator === ' ' ? line.trim().replaceAll(/[ \t]+/g, ' ') : line;
  for (const sign of text) {
    if (sign === '"') isQuoted = !isQuoted;
    else if (brackets && !isQuoted && '([{'.includes(sign)) depth++;
    else if (brackets && !isQuoted && ')]}'.includes(sign)) depth--;
    if (sign === separator && !isQuoted && depth <= 0) fields.push('');
    else fields[fields.length - 1] += sign;
  }
  // An unclosed bracket is an ordinary character.
  return depth > 0 ? fieldsOf(line, separator) : fields;
}

function words(text: string): string[] {
  return text.split(' ');
}

function unitsOf(rows: readonly (readonly [number, string])[]): Map<string, number> {
  return new Map(rows.flatMap(([unit, names]) => words(names).map((name) => [name, unit] as const)));
}
