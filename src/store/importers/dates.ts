/** The meaning of the first number in a date such as 3/12/2010. */
export type DateOrder = 'day-first' | 'month-first';

export const otherOrder = (order: DateOrder): DateOrder =>
  order === 'day-first' ? 'month-first' : 'day-first';
export const orderInWords = (order: DateOrder): string => order.replace('-', ' ');

/** A date as it stands in the file, and its line. */
export interface DateSeen {
  readonly line: number;
  readonly text: string;
}

/**
 * Parses the dates of Excel, pandas, R and European programs, all in one order, and counts the evidence for each order:
 * if one date has 13 in first place, the file is day first. A time zone after the time is ignored.
 */
export class DateReader {
  /** Dates that fit only one order, and dates that fit both: the count and the first of each. */
  readonly #seen = new Map<DateOrder | 'both', { count: number; readonly first: DateSeen }>();
  #lastText: string | undefined;
  #lastMinute: number | undefined;

  /** @param order of the dates that fit both. */
  constructor(readonly order: DateOrder) {}

  /** Returns minutes since 1970; undefined if the text is not a date in this order. */
  minuteOf(text: string, line: number): number | undefined {
    // The lines of an invoice share their date.
    if (text === this.#lastText) return this.#lastMinute;
    this.#lastText = text;
    this.#lastMinute = this.#read(text, line);
    return this.#lastMinute;
  }

  /** The order of most dates that fit only one; undefined if there are none. */
  get shown(): DateOrder | undefined {
    const days = this.#seen.get('day-first')?.count ?? 0;
    const months = this.#seen.get('month-first')?.count ?? 0;
    if (days === months) return days === 0 ? undefined : this.order;
    return days > months ? 'day-first' : 'month-first';
  }

  /** The first date that fits only this order, or both. */
  first(what: DateOrder | 'both'): DateSeen | undefined {
    return this.#seen.get(what)?.first;
  }

  /** Returns the addition to an error message on a text that is a date only in the other order; otherwise ''. */
  otherwise(text: string): string {
    const isOther = new DateReader(otherOrder(this.order)).minuteOf(text, 0) !== undefined;
    return isOther ? `, which is not a date in ${orderInWords(this.order)} order` : '';
  }

  #read(text: string, line: number): number | undefined {
    const iso = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[ T]+(.*))?$/.exec(text);
    if (iso) return minutes(Number(iso[1]), Number(iso[3]), Number(iso[4]), iso[5]);
    const named = /^(\d{1,2})[- ]([a-z]{3})[a-z]*[- ](\d{4}|\d{2})(?:[ T]+(.*))?$/i.exec(text);
    if (named) return minutes(fullYear(named[3]), monthNamed(named[2]), Number(named[1]), named[4]);
    const parts = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?:[ T]+(.*))?$/.exec(text);
    if (!parts) return serial(text);
    const [a, b, year, time] = [Number(parts[1]), Number(parts[3]), fullYear(parts[4]), parts[5]];
    const dayFirst = minutes(year, b, a, time);
    const monthFirst = minutes(year, a, b, time);
    if (dayFirst !== monthFirst) {
      if (monthFirst === undefined) this.#note('day-first', line, text);
      else if (dayFirst === undefined) this.#note('month-first', line, text);
      else this.#note('both', line, text);
    }
    return this.order === 'day-first' ? dayFirst : monthFirst;
  }

  #note(what: DateOrder | 'both', line: number, text: string): void {
    const seen = this.#seen.get(what);
    if (seen) seen.count++;
    else this.#seen.set(what, { count: 1, first: { line, text } });
  }
}

/** Returns the order to try first: day first with dots or dashes, month first with slashes, as in Excel. */
export const likelyOrder = (date: string): DateOrder =>
  /^\d{1,2}[-.]/.test(date) ? 'day-first' : 'month-first';

const MONTHS = 'janfebmaraprmayjunjulaugsepoctnovdec';
const monthNamed = (name = ''): number => {
  const at = MONTHS.indexOf(name.toLowerCase());
  return at >= 0 && at % 3 === 0 ? at / 3 + 1 : 0;
};

/** Expands two digits as POSIX does: 69 to 99 belong to the last century. */
function fullYear(digits = ''): number {
  const year = Number(digits);
  if (digits.length !== 2) return year;
  return year < 69 ? 2000 + year : 1900 + year;
}

/**
 * Returns minutes since 1970 of a day and a time such as `8:26`, `08:26:00.000Z` or `1:26:00 PM`; undefined if invalid.
 */
function minutes(year: number, month: number, day: number, time: string | undefined): number | undefined {
  const minute = time === undefined || time === '' ? 0 : minuteOfDay(time);
  if (minute === undefined || month < 1 || month > 12 || day < 1 || day > 31 || year < 1) return undefined;
  const at = Date.UTC(year, month - 1, day);
  // Date.UTC turns 30 February into 2 March.
  if (new Date(at).getUTCDate() !== day) return undefined;
  return at / 60_000 + minute;
}

function minuteOfDay(time: string): number | undefined {
  const parts =
    /^(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)? ?([ap])?\.?(?:m\.?)?(?: ?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}))?$/i.exec(
      time,
    );
  if (!parts) return undefined;
  const [hour, minute, second] = [Number(parts[1]), Number(parts[2]), Number(parts[3] ?? 0)];
  const half = parts[4]?.toLowerCase();
  if (minute > 59 || second > 60 || hour > (half ? 12 : 23) || (half && hour === 0)) return undefined;
  const hours = half ? (hour % 12) + (half === 'p' ? 12 : 0) : hour;
  return 60 * hours + minute;
}

/** Parses an Excel date: days since 30 December 1899, accepted from 1954 to 2119. */
function serial(text: string): number | undefined {
  if (!/^\d{5}(?:[.,]\d+)?$/.test(text)) return undefined;
  const days = Number(text.replace(',', '.'));
  return days >= 20_000 && days < 80_000 ? Math.round((days - 25_569) * 1_440) : undefined;
}
