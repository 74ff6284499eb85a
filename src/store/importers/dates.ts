/** What the first number of a date such as 3/12/2010 is. */
export type DateOrder = 'day-first' | 'month-first';

export const otherOrder = (order: DateOrder): DateOrder =>
  order === 'day-first' ? 'month-first' : 'day-first';
export const orderInWords = (order: DateOrder): string => order.replace('-', ' ');

/** A date and the line that it stands in. */
export interface DateSeen {
  readonly line: number;
  readonly text: string;
}

/**
 * Reads dates as Excel, pandas, R and European programs write them, all in one order, and counts what speaks for which
 * order: a file that has 13 in first place anywhere has days there everywhere. Times are taken as they stand: a zone
 * behind them changes nothing.
 */
export class DateReader {
  /** Dates that can only be one of the two, and those that can be both: how many, and the first. */
  readonly #seen = new Map<DateOrder | 'both', { count: number; readonly first: DateSeen }>();
  #lastText: string | undefined;
  #lastMinute: number | undefined;

  /** @param order how to read dates that can be read both ways. */
  constructor(readonly order: DateOrder) {}

  /** Returns minutes since 1970; undefined for what is no date in this order. */
  minuteOf(text: string, line: number): number | undefined {
    // Lines of one invoice share their date.
    if (text === this.#lastText) return this.#lastMinute;
    this.#lastText = text;
    this.#lastMinute = this.#read(text, line);
    return this.#lastMinute;
  }

  /** The order that most dates of the file show; undefined if none shows any. */
  get shown(): DateOrder | undefined {
    const days = this.#seen.get('day-first')?.count ?? 0;
    const months = this.#seen.get('month-first')?.count ?? 0;
    if (days === months) return days === 0 ? undefined : this.order;
    return days > months ? 'day-first' : 'month-first';
  }

  /** The first date that shows an order, or that can be read in both. */
  first(what: DateOrder | 'both'): DateSeen | undefined {
    return this.#seen.get(what)?.first;
  }

  /** Returns what to add to the complaint on a text that is a date in the other order only; else nothing. */
  otherwise(text: string): string {
    const isOther = new DateReader(otherOrder(this.order)).minuteOf(text, 0) !== undefined;
    return isOther ? `, which is no date ${orderInWords(this.order)}` : '';
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

/** The order to begin with: between dots and dashes the day comes first, between slashes Excel puts the month. */
export const likelyOrder = (date: string): DateOrder =>
  /^\d{1,2}[-.]/.test(date) ? 'day-first' : 'month-first';

const MONTHS = 'janfebmaraprmayjunjulaugsepoctnovdec';
const monthNamed = (name = ''): number => {
  const at = MONTHS.indexOf(name.toLowerCase());
  return at >= 0 && at % 3 === 0 ? at / 3 + 1 : 0;
};

/** Two digits as POSIX reads them: 69 to 99 are of the last century. */
function fullYear(digits = ''): number {
  const year = Number(digits);
  if (digits.length !== 2) return year;
  return year < 69 ? 2000 + year : 1900 + year;
}

/** Minutes since 1970 of a day and a time such as `8:26`, `08:26:00.000Z` or `1:26:00 PM`; undefined for nonsense. */
function minutes(year: number, month: number, day: number, time: string | undefined): number | undefined {
  const minute = time === undefined || time === '' ? 0 : minuteOfDay(time);
  if (minute === undefined || month < 1 || month > 12 || day < 1 || day > 31 || year < 1) return undefined;
  const at = Date.UTC(year, month - 1, day);
  // The 30th of February would be the 2nd of March.
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

/** Days since 30 December 1899, as Excel keeps dates: from 1954 to 2119. */
function serial(text: string): number | undefined {
  if (!/^\d{5}(?:[.,]\d+)?$/.test(text)) return undefined;
  const days = Number(text.replace(',', '.'));
  return days >= 20_000 && days < 80_000 ? Math.round((days - 25_569) * 1_440) : undefined;
}
