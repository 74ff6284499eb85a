import { TraceError } from '../trace-error';
import { COLUMN_ROLES, type ColumnRole, type Head, type Reading } from './format';

/** Where in a line what stands. */
export interface Layout {
  readonly separator: string;
  /** The first line names the columns. */
  readonly header: boolean;
  /** Columns from 0; ABSENT where the file has none. */
  readonly at: Readonly<Record<ColumnRole, number>>;
  readonly timeUnitMs: number;
  readonly ttlUnitMs: number;
}

export const ABSENT = -1;

const NAMES: Readonly<Record<ColumnRole, string>> = {
  time: 'time timestamp ts clocktime realtime',
  key: 'key id obj object objid objectid keyid url path uri block blockid lba lbn',
  size: 'size bytes length objsize objectsize valuesize',
  op: 'op operation command cmd method',
  ttl: 'ttl expiry maxage',
};
const UNITS_MS: Readonly<Record<string, number>> = { s: 1000, ms: 1, us: 0.001, ns: 0.000001 };

/** `Obj_ID` is `objid`; `time_ms` and `time (ms)` are `time` in milliseconds; without a unit they are seconds. */
function meaning(name: string): { word: string; unitMs: number } {
  const [, base = name, unit = 's'] = /^(.+?)[ _(]+(s|ms|us|ns)\)?$/.exec(name) ?? [];
  return { word: base.replaceAll(/[ _-]/g, ''), unitMs: UNITS_MS[unit] as number };
}

const fieldsOf = (line: string, separator: string): string[] =>
  line.split(separator).map((field) =>
    field
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .toLowerCase(),
  );

const columnOf = (role: ColumnRole, names: readonly string[]): number =>
  names.findIndex((name) => NAMES[role].split(' ').includes(meaning(name).word));

const separatorOf = (line: string): string => [',', ';', '\t'].find((one) => line.includes(one)) ?? ',';

/** Whether the head looks like columns: a header that names a key, or lines of the same number of fields, over 1. */
export function looksLikeCsv({ lines }: Head): boolean {
  const [first, ...others] = lines;
  if (first === undefined) return false;
  const separator = separatorOf(first);
  const names = fieldsOf(first, separator);
  if (columnOf('key', names) !== ABSENT) return true;
  return names.length > 1 && others.every((line) => line.split(separator).length === names.length);
}

export function layoutOf({ lines }: Head, { columns = {} }: Reading): Layout {
  const first = lines[0] ?? '';
  const separator = separatorOf(first);
  const names = fieldsOf(first, separator);
  const chosen = Object.entries(columns) as [ColumnRole, string][];
  const header =
    columnOf('key', names) !== ABSENT || chosen.some(([, column]) => names.includes(column.toLowerCase()));

  const at: Record<ColumnRole, number> = { time: ABSENT, key: ABSENT, size: ABSENT, op: ABSENT, ttl: ABSENT };
  if (chosen.length > 0) {
    for (const [role, column] of chosen) at[role] = chosenColumn(column, header ? names : [], names.length);
  } else if (header) {
    for (const role of COLUMN_ROLES) at[role] = columnOf(role, names);
  } else if (names.every((name) => Number.isNaN(Number(name))) && names.length > 1) {
    throw new TraceError(`no column is called "key"; there are: ${names.join(', ')}.`, {
      line: 1,
      advice: 'Say which one it is: --columns key=NAME.',
    });
  } else if (names.length === 1) {
    at.key = 0;
  } else {
    for (const [column, role] of COLUMN_ROLES.entries()) at[role] = column < names.length ? column : ABSENT;
  }
  if (at.key === ABSENT)
    throw new TraceError('no column is chosen for the key.', { advice: 'Add key=NAME.' });
  const unitMs = (column: number) => (header ? meaning(names[column] ?? '').unitMs : 1000);
  return { separator, header, at, timeUnitMs: unitMs(at.time), ttlUnitMs: unitMs(at.ttl) };
}

/** A column by its name in the header or, counted from 1, by its number. */
function chosenColumn(column: string, names: readonly string[], count: number): number {
  const named = names.indexOf(column.toLowerCase());
  if (named !== ABSENT) return named;
  const number = /^\d+$/.test(column) ? Number(column) - 1 : ABSENT;
  if (number >= 0 && number < count) return number;
  throw new TraceError(`there is no column "${column}".`, {
    line: 1,
    advice: names.length > 0 ? `There are: ${names.join(', ')}.` : `There are ${count}, numbered from 1.`,
  });
}
