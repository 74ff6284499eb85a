import { failed, ok, type Reply } from '../base/result';

/** What a column of a trace may hold. */
export const COLUMN_ROLES = ['time', 'key', 'size', 'op', 'ttl'] as const;
export type ColumnRole = (typeof COLUMN_ROLES)[number];

/** Memcached's raw expiry times: up to 30 days they are seconds from now, above that a Unix time in seconds. */
export const EXPTIME = 'exptime';

/** The columns that hold one role, and their unit. */
export interface ColumnChoice {
  /** Each by its name in the header or its number from 1; only a key may have several. */
  readonly columns: readonly string[];
  /** Milliseconds (time, TTL) or bytes (size) per unit in the file; if undefined, the file decides. */
  readonly unit?: number | typeof EXPTIME | undefined;
}

export type ColumnChoices = Readonly<Partial<Record<ColumnRole, ColumnChoice>>>;

/** Milliseconds per unit. */
const TIME_UNITS: Readonly<Record<string, number>> = {
  s: 1000,
  ms: 1,
  us: 1e-3,
  '\u00b5s': 1e-3,
  '\u03bcs': 1e-3,
  '100ns': 1e-4,
  ns: 1e-6,
};

/** An example of the syntax, for help texts and errors. */
export const COLUMNS_HELP = 'key=2+3,time=1:100ns,size=4:512';

/**
 * Parses a choice of columns: `key=2+3,time=1:100ns,size=4:512`. A role is time, key, size, op or ttl. A column is its
 * number from 1 or its name in the header, in double quotes if the name holds one of `, + : "` (two quotes for one).
 * The unit follows a colon: s, ms, us, 100ns or ns for a time; the same or `exptime` for a TTL; a number of bytes for a
 * size. Times may count from any moment. An error is a Problem that names the part at fault.
 */
export function parseColumns(text: string): Reply<ColumnChoices> {
  const choices: Partial<Record<ColumnRole, ColumnChoice>> = {};
  for (const part of splitOutsideQuotes(text, ',')) {
    const [role = '', ...rest] = splitOutsideQuotes(part, '=');
    const choice = rest.join('=');
    const named = role.trim().toLowerCase();
    if (!isRole(named) || choice.trim() === '')
      return refused(`"${part.trim()}" is not one of ${COLUMN_ROLES.join(', ')} = a column`);
    if (choices[named] !== undefined)
      return refused(
        `${named} is chosen twice${named === 'key' ? '; a key of several columns is written key=2+3' : ''}`,
      );
    const read = choiceOf(named, choice);
    if (!read.ok) return read;
    choices[named] = read.value;
  }
  if (choices.key === undefined)
    return refused('no column is chosen for the key; add key=NAME or key=NUMBER');
  const numbers = Object.values(choices).flatMap(({ columns }) => columns);
  const twice = numbers.find((column, at) => numbers.indexOf(column) !== at);
  if (twice !== undefined) return refused(`column ${twice} is chosen twice`);
  return ok(choices);
}

function choiceOf(role: ColumnRole, text: string): Reply<ColumnChoice> {
  const [names = '', unit, ...more] = splitOutsideQuotes(text, ':').map((word) => word.trim());
  const columns = splitOutsideQuotes(names, '+').map(unquoted);
  if (more.length > 0)
    return refused(`"${role}=${text}" has two units; a name with a colon goes into "quotes"`);
  if (columns.some((column) => column === '')) return refused(`"${role}=${text}" leaves out a column`);
  if (columns.length > 1 && role !== 'key')
    return refused(`"${role}=${text}": only a key may have several columns`);
  if (unit === undefined) return ok({ columns });
  const factor = unitOf(role, unit);
  if (factor === undefined) return refused(`"${role}=${text}": ${UNITS_OF[role]}`);
  return ok({ columns, unit: factor });
}

const UNITS_OF: Readonly<Record<ColumnRole, string>> = {
  time: 'the unit of a time is s, ms, us, 100ns or ns',
  ttl: 'the unit of a TTL is s, ms, us, 100ns, ns or exptime',
  size: 'the unit of a size is a number of bytes above 0, as in size=4:512',
  key: 'a key has no unit',
  op: 'an operation has no unit',
};

function unitOf(role: ColumnRole, text: string): number | typeof EXPTIME | undefined {
  if (role === 'time' || role === 'ttl') {
    const word = text.toLowerCase();
    return role === 'ttl' && word === EXPTIME ? EXPTIME : TIME_UNITS[word];
  }
  if (role !== 'size' || !/^\d{1,12}(\.\d{1,6})?$/.test(text)) return undefined;
  return Number(text) || undefined;
}

const isRole = (word: string): word is ColumnRole => COLUMN_ROLES.some((role) => role === word);

const refused = (what: string) => failed('columns', `${what}.`);

/** Removes double quotes: `"a,b"` is a,b and `""` inside is one quote. Text without quotes is unchanged. */
function unquoted(text: string): string {
  const word = text.trim();
  return /^".*"$/.test(word) ? word.slice(1, -1).replaceAll('""', '"') : word;
}

/** Splits at separators outside double quotes; keeps the quotes. */
function splitOutsideQuotes(text: string, separator: string): string[] {
  const parts = [''];
  let isQuoted = false;
  for (const sign of text) {
    if (sign === '"') isQuoted = !isQuoted;
    if (sign === separator && !isQuoted) parts.push('');
    else parts[parts.length - 1] += sign;
  }
  return parts;
}
