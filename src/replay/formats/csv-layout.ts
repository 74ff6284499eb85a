import { COLUMN_ROLES, type ColumnChoices, type ColumnRole, EXPTIME } from '../columns';
import { TraceError } from '../trace-error';
import { type ColumnName, columnOf, fieldsOf, namesIn } from './csv-head';
import type { Head, Reading } from './format';

/** The layout of a line: separator, columns and units. */
export interface Layout {
  /** Separator of columns; a space stands for any number of spaces and tabs. */
  readonly separator: string;
  /** The header line as it stands in the file. */
  readonly head: string | undefined;
  /** The role of each column that is read; several may hold parts of the key. */
  readonly roles: readonly (ColumnRole | undefined)[];
  readonly timeUnitMs: number;
  /** Whether times are relative to an epoch: they are then counted from the first one. */
  readonly isEpoch: boolean;
  readonly ttlUnit: number | typeof EXPTIME;
  readonly sizeUnit: number;
}

export const ABSENT = -1;

/** Without a choice or a header that names a key, only these separate columns: the others occur in many keys. */
const SURE_SEPARATORS = [',', ';', '\t'];
const SEPARATORS = [...SURE_SEPARATORS, '|', ' '];

const isNumber = (column: string): boolean => /^\d+$/.test(column);

const isComment = (line: string): boolean => line.startsWith('#');

/**
 * Returns whether the lines look like columns: a header that names a key, or lines with equal numbers of fields, more
 * than 1.
 */
export function looksLikeCsv({ lines }: Head): boolean {
  if (headOf(lines, {}) !== undefined) return true;
  const rows = lines.filter((line) => !isComment(line));
  if (rows.every(isProse)) return false;
  return rows.length > 0 && SURE_SEPARATORS.some((separator) => widthOf(rows, separator) > 1);
}

/** Lines with commas that are not CSV: JSON, and logs that start with "2024-03-05 10:00:00,123". */
const isProse = (line: string): boolean => /^\s*([{[]|[^",;\t]*[^\s",;] +[^\s",;])/.test(line);

/** Returns the layout. Throws TraceError if a chosen column or a key is missing. */
export function layoutOf({ lines }: Head, { columns = {} }: Reading): Layout {
  const head = headOf(lines, columns);
  const rows = lines.filter((line) => !isComment(line) && line !== head?.line);
  const separator = head?.separator ?? separatorOf(rows, columns);
  const names = head?.names ?? [];
  const fields = rows.map((row) => fieldsOf(row, separator));
  const width = Math.max(names.length, ...fields.map(({ length }) => length));
  const at = placesOf(columns, names, width, fields[0] ?? []);
  const roles: (ColumnRole | undefined)[] = [];
  for (const role of COLUMN_ROLES)
    for (const column of at[role]) {
      if (roles[column] !== undefined)
        throw new TraceError(`column ${column + 1} is chosen for ${roles[column]} and for ${role}.`);
      roles[column] = role;
    }
  const nameOf = (role: ColumnRole): ColumnName | undefined => names[at[role][0] ?? ABSENT];
  const timeColumn = at.time[0] ?? ABSENT;
  const times = fields.flatMap((row) => numberIn(row[timeColumn]));
  const statedMs = unitOf(columns, 'time') ?? nameOf('time')?.unitMs;
  const timeUnitMs = statedMs ?? unitByMagnitude(times) ?? 1000;
  const ttlName = nameOf('ttl');
  return {
    separator,
    head: head?.line,
    roles: Array.from(roles),
    timeUnitMs,
    isEpoch: (times[0] ?? 0) * timeUnitMs >= EPOCH_MS.from,
    ttlUnit: columns.ttl?.unit ?? (ttlName?.word === EXPTIME ? EXPTIME : (ttlName?.unitMs ?? 1000)),
    sizeUnit: unitOf(columns, 'size') ?? nameOf('size')?.unitBytes ?? 1,
  };
}

function unitOf(columns: ColumnChoices, role: ColumnRole): number | undefined {
  const unit = columns[role]?.unit;
  return unit === EXPTIME ? undefined : unit;
}

interface FileHead {
  readonly line: string;
  readonly separator: string;
  readonly names: readonly ColumnName[];
}

/** Returns the header: the first line, or one of the comments before it, if it names the key or a chosen column. */
function headOf(lines: readonly string[], columns: ColumnChoices): FileHead | undefined {
  const first = lines.findIndex((line) => !isComment(line));
  const chosen = Object.values(columns).flatMap((choice) =>
    choice.columns.filter((column) => !isNumber(column)),
  );
  const candidates = lines.slice(0, first < 0 ? lines.length : first + 1).reverse();
  for (const line of candidates) {
    const rows = lines.filter((row) => !isComment(row) && row !== line);
    for (const separator of SEPARATORS) {
      const names = namesIn(line, separator);
      const isSure = SURE_SEPARATORS.includes(separator) || columns.key !== undefined;
      if (isComment(line) || !isSure) {
        // A sentence that contains the word "key" is not a header, nor is a line of a text.
        if (names.length < 2 || rows.some((row) => fieldsOf(row, separator).length !== names.length))
          continue;
      } else if (names.length === 1 && /[ \t|]/.test(line.trim())) continue;
      const isChosen = chosen.some((column) => placeNamed(column, names) !== ABSENT);
      if (isChosen || (columnOf('key', names) !== ABSENT && names.every(({ text }) => text !== '')))
        return { line, separator, names };
    }
  }
  return undefined;
}

/**
 * Returns the separator of lines without a header: one that splits all lines into equal numbers of columns, otherwise
 * one that occurs in the first.
 */
function separatorOf(rows: readonly string[], columns: ColumnChoices): string {
  const able = columns.key === undefined ? SURE_SEPARATORS : SEPARATORS;
  const numbers = Object.values(columns).flatMap((choice) => choice.columns.filter(isNumber).map(Number));
  const least = Math.max(2, ...numbers);
  const evenly = able.find((separator) => widthOf(rows, separator) >= least);
  return evenly ?? able.find((separator) => rows[0]?.includes(separator)) ?? ',';
}

/** Returns the number of columns of the lines; 0 if it varies. */
function widthOf(rows: readonly string[], separator: string): number {
  const width = fieldsOf(rows[0] ?? '', separator).length;
  return rows.every((row) => fieldsOf(row, separator).length === width) ? width : 0;
}

type Places = Record<ColumnRole, readonly number[]>;

/** Returns the indices of the columns of each role. */
function placesOf(
  columns: ColumnChoices,
  names: readonly ColumnName[],
  width: number,
  firstRow: readonly string[],
): Places {
  const at: Places = { time: [], key: [], size: [], op: [], ttl: [] };
  if (Object.keys(columns).length > 0) {
    for (const role of COLUMN_ROLES)
      at[role] = (columns[role]?.columns ?? []).map((column) => chosenColumn(column, names, width));
  } else if (names.length > 0) {
    for (const role of COLUMN_ROLES) at[role] = [columnOf(role, names)].filter((column) => column !== ABSENT);
  } else if (firstRow.length > 1 && firstRow.every((field) => Number.isNaN(Number(field)))) {
    const there = firstRow.map((name) => name.trim().toLowerCase()).join(', ');
    throw new TraceError(`there is no column "key"; the columns are: ${there}.`, {
      line: 1,
      advice: 'Name it: --columns key=NAME.',
    });
  } else if (width <= 1) {
    at.key = [0];
  } else {
    for (const [column, role] of COLUMN_ROLES.entries()) at[role] = column < width ? [column] : [];
  }
  if (at.key.length === 0)
    throw new TraceError('no column is chosen for the key.', { advice: 'Add key=NAME.' });
  return at;
}

function placeNamed(column: string, names: readonly ColumnName[]): number {
  const wanted = column.toLowerCase();
  const exact = names.findIndex(({ text }) => text.toLowerCase() === wanted);
  return exact !== ABSENT ? exact : names.findIndex(({ word, base }) => word === wanted || base === wanted);
}

/** Returns a column by its name in the header or its number from 1. */
function chosenColumn(column: string, names: readonly ColumnName[], width: number): number {
  const named = placeNamed(column, names);
  if (named !== ABSENT) return named;
  const number = isNumber(column) ? Number(column) - 1 : ABSENT;
  if (number >= 0 && number < width) return number;
  throw new TraceError(`there is no column "${column}".`, {
    line: 1,
    advice:
      names.length > 0
        ? `The columns are: ${names.map(({ text }) => text).join(', ')}.`
        : `There are ${width} columns, numbered from 1.`,
  });
}

/** Times from 1989 to 2100, in milliseconds since 1970. */
const EPOCH_MS = { from: 6e11, to: 4.2e12 };
/** Milliseconds between 1601, the epoch of Windows, and 1970. */
const WINDOWS_EPOCH_MS = 11_644_473_600_000;

/**
 * Returns the unit in which all of these lie between 1989 and 2100. Units differ by a factor of 1,000, so at most one
 * fits.
 */
function unitByMagnitude(times: readonly number[]): number | undefined {
  if (times.length === 0) return undefined;
  const fits = (unitMs: number, sinceMs: number) =>
    times.every((time) => time * unitMs - sinceMs >= EPOCH_MS.from && time * unitMs - sinceMs <= EPOCH_MS.to);
  return (
    [1000, 1, 1e-3, 1e-6].find((unitMs) => fits(unitMs, 0)) ??
    (fits(1e-4, WINDOWS_EPOCH_MS) ? 1e-4 : undefined)
  );
}

function numberIn(field: string | undefined): number[] {
  const text = field?.trim().replace(/^"(.*)"$/, '$1') ?? '';
  const value = text === '' ? Number.NaN : Number(text);
  return Number.isNaN(value) ? [] : [value];
}
