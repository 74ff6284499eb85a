import { parseColumns } from './columns';
import { fieldsOf } from './formats/csv-head';
import { layoutOf } from './formats/csv-layout';
import { OTHER, operations } from './formats/operations';

const SEPARATORS = ['\t', ',', ';', '|', ' '];

interface Column {
  /** Counted from 1, as in `--columns`. */
  readonly number: number;
  readonly fields: readonly string[];
  readonly distinct: number;
  readonly isNumber: boolean;
}

/**
 * Suggests a value for `--columns` for lines with equal numbers of columns, such as `key=3,time=1,size=4`; undefined if
 * the numbers differ or no column could be a key. The time never decreases; operations are words of the vocabulary; the
 * key is the column with the most distinct values of which some repeat, words before numbers; a size is the same for
 * the same key.
 */
export function guessColumns(lines: readonly string[]): string | undefined {
  const rows = lines.filter((line) => !line.startsWith('#'));
  const guesses = SEPARATORS.flatMap((separator) => {
    const columns = columnsOf(rows, separator);
    const guess = columns && choiceOf(columns);
    return guess && isReadWith(separator, guess.choice, lines) ? [guess] : [];
  });
  return (guesses.find(({ isReused }) => isReused) ?? guesses[0])?.choice;
}

/** Returns whether the CSV reader would use the suggestion as intended. */
function isReadWith(separator: string, choice: string, lines: readonly string[]): boolean {
  const parsed = parseColumns(choice);
  if (!parsed.ok) return false;
  return layoutOf({ lines, bytes: new Uint8Array() }, { columns: parsed.value }).separator === separator;
}

function columnsOf(rows: readonly string[], separator: string): readonly Column[] | undefined {
  const table = rows.map((row) => fieldsOf(row, separator));
  const width = table[0]?.length ?? 0;
  if (width < 2 || table.some((fields) => fields.length !== width)) return undefined;
  return Array.from({ length: width }, (_, column) => {
    const fields = table.map((row) => row[column] as string);
    return {
      number: column + 1,
      fields,
      distinct: new Set(fields).size,
      isNumber: fields.every((field) => field.trim() !== '' && Number(field) >= 0),
    };
  });
}

/** Returns the choice, and whether any of its keys repeats. */
function choiceOf(columns: readonly Column[]): { choice: string; isReused: boolean } | undefined {
  const time = columns.find((column) => column.isNumber && column.distinct > 1 && neverFalls(column.fields));
  const op = columns.find(({ fields }) => fields.every(isOperation));
  const free = columns.filter((column) => column !== time && column !== op);
  const rows = columns[0]?.fields.length ?? 0;
  const reused = free.filter(({ distinct }) => distinct > 1 && distinct < rows);
  const key =
    mostDistinct(reused.filter(({ isNumber }) => !isNumber)) ?? mostDistinct(reused) ?? mostDistinct(free);
  if (key === undefined) return undefined;
  const size = free.find(
    (column) => column !== key && column.isNumber && column.distinct > 1 && follows(column, key),
  );
  const chosen = Object.entries({ key, time, size, op }).filter(([, column]) => column !== undefined);
  const choice = chosen.map(([role, column]) => `${role}=${column?.number}`).join(',');
  return { choice, isReused: key.distinct < rows };
}

const mostDistinct = (columns: readonly Column[]): Column | undefined =>
  columns.reduce<Column | undefined>(
    (best, column) => (best === undefined || column.distinct > best.distinct ? column : best),
    undefined,
  );

const neverFalls = (fields: readonly string[]): boolean =>
  fields.every((field, at) => at === 0 || Number(field) >= Number(fields[at - 1]));

/** Returns whether the column has one value for each value of the key. */
const follows = (column: Column, key: Column): boolean =>
  new Set(key.fields.map((field, at) => `${field}\n${column.fields[at]}`)).size === key.distinct;

const WORDS = operations();

function isOperation(field: string): boolean {
  const bytes = new TextEncoder().encode(field);
  return bytes.length > 0 && WORDS.in(bytes, 0, bytes.length) !== OTHER;
}
