import { failed, ok } from '../../base/result';
import { wordCategories } from './categories';
import { idIn, isMissing, numberIn } from './cells';
import { type DateOrder, DateReader, likelyOrder, orderInWords, otherOrder } from './dates';
import { ImportTally, quote } from './import-tally';
import type { Importer, ImportSource, PurchaseRow, Reading, ReadResult, TakePurchase } from './importer';
import { type NoPurchase, readRows } from './read-rows';

/** Column names in Online Retail I, II and exports of programs: lower case, letters only. */
const COLUMNS: Readonly<Record<Column, readonly string[]>> = {
  InvoiceNo: ['invoiceno', 'invoice'],
  StockCode: ['stockcode'],
  Description: ['description'],
  Quantity: ['quantity'],
  InvoiceDate: ['invoicedate'],
  UnitPrice: ['unitprice', 'price'],
  CustomerID: ['customerid'],
};
type Column =
  | 'InvoiceNo'
  | 'StockCode'
  | 'Description'
  | 'Quantity'
  | 'InvoiceDate'
  | 'UnitPrice'
  | 'CustomerID';
const NAMES = Object.keys(COLUMNS) as Column[];
/** Number of known columns that makes a file a near miss. */
const NEAR_MISS_COLUMNS = 4;
/** Largest quantity: fits into 32 bits with a wide margin. */
const MAX_QUANTITY = 1_000_000;
const MAX_CENTS = 100_000_000;

/**
 * UCI Online Retail (Chen 2015, doi 10.24432/C5BW33) and Online Retail II (Chen 2019, doi 10.24432/C5CG6D): one line
 * per invoice and product. An invoice number that starts with C is a cancellation. Lines without a customer, a price or
 * a quantity are counted and left out.
 */
export const onlineRetail: Importer = {
  format: 'UCI Online Retail',
  title: 'Online Retail',
  shopperName: (code) => `Customer ${code}`,
  categoriesOf: wordCategories,
  recognise: (sources) => sources.length === 1 && missingIn(sources[0]).length === 0,
  nearMiss: ([source, ...others]) => {
    const missing = missingIn(source);
    if (!source || missing.length > NAMES.length - NEAR_MISS_COLUMNS) return undefined;
    return missing.length === 0 && others.length > 0
      ? 'Online Retail is a single file: choose only that file'
      : `It looks like Online Retail, but has no column ${missing.join(', ')}`;
  },
  async read([source], reading, begin) {
    if (!source) return failed('no-file', 'There is no file to read.');
    // Tries the likely order of dates first; reads again if the dates show the other one.
    let order = reading.dates ?? (await likelyOrderOf(source));
    for (;;) {
      const dates = new DateReader(order);
      const tally = new ImportTally();
      await readRetail(source, reading, tally, begin(tally), dates);
      const shown = dates.shown;
      if (reading.dates === undefined && shown !== undefined && shown !== order) order = shown;
      else
        return tally.used === 0 ? tally.nothingUsed(source.file.name) : ok(resultOf(tally, dates, reading));
    }
  },
};

function resultOf(tally: ImportTally, dates: DateReader, { dates: asked }: Reading): ReadResult {
  const taken = orderInWords(dates.order);
  const either = dates.first('both');
  const proof = dates.first(dates.order);
  const contrary = dates.first(otherOrder(dates.order));
  if (!either && !proof && !contrary) return { tally, notes: [] };
  if (asked) return { tally, notes: [`Dates were read ${taken}, as chosen.`], otherDates: otherOrder(asked) };
  if (proof) return { tally, notes: [`Dates are ${taken}: line ${proof.line} has ${quote(proof.text)}.`] };
  return {
    tally,
    notes: [
      `Dates such as ${quote(either?.text ?? '')} (line ${either?.line}) fit both orders, and no date in the file fits only one: they were read ${taken}.`,
    ],
    otherDates: otherOrder(dates.order),
  };
}

async function likelyOrderOf(source: ImportSource): Promise<DateOrder> {
  const at = placesIn(source.header).InvoiceDate;
  let isHeader = true;
  for await (const batch of source.rows())
    for (const { cells } of batch) {
      const date = cells[at]?.trim();
      if (date && !isHeader) return likelyOrder(date);
      isHeader = false;
    }
  return 'month-first';
}

async function readRetail(
  source: ImportSource,
  reading: Reading,
  tally: ImportTally,
  take: TakePurchase,
  dates: DateReader,
): Promise<void> {
  const place = placesIn(source.header);
  const { separator } = source;
  await readRows(source, reading, tally, take, (cells, line) =>
    purchaseIn((name) => cells[place[name]]?.trim() ?? '', separator, dates, line),
  );
}

/**
 * Parses a row into a purchase, or the reason why it is none. Parses the date of every row: each may show the order of
 * all dates.
 */
function purchaseIn(
  cell: (name: Column) => string,
  separator: string,
  dates: DateReader,
  line: number,
): PurchaseRow | NoPurchase {
  const minute = dates.minuteOf(cell('InvoiceDate'), line);
  const [invoice, code, customer] = [cell('InvoiceNo'), cell('StockCode'), idIn(cell('CustomerID'))];
  if (!invoice || !code) return { bad: `${invoice ? 'StockCode' : 'InvoiceNo'} is missing` };
  if (/^c/i.test(invoice)) return { skip: 'cancellations' };
  if (isMissing(customer)) return { skip: 'without a customer' };
  const quantity = numberIn(cell('Quantity'), separator);
  const price = numberIn(cell('UnitPrice'), separator);
  if (quantity === undefined) return { bad: `Quantity is ${quote(cell('Quantity'))}` };
  if (price === undefined) return { bad: `UnitPrice is ${quote(cell('UnitPrice'))}` };
  if (price <= 0) return { skip: 'price of 0 or less' };
  if (quantity <= 0) return { skip: 'quantity of 0 or less' };
  if (minute === undefined)
    return { bad: `InvoiceDate is ${quote(cell('InvoiceDate'))}${dates.otherwise(cell('InvoiceDate'))}` };
  return {
    customer,
    code,
    name: readable(cell('Description')),
    category: '',
    quantity: Math.min(MAX_QUANTITY, Math.ceil(quantity)),
    cents: Math.min(MAX_CENTS, Math.max(1, Math.round(price * 100))),
    minute,
  };
}

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z]/g, '');

function placesIn(header: readonly string[]): Record<Column, number> {
  const names = header.map(plain);
  const at = (column: Column) => names.findIndex((name) => COLUMNS[column].includes(name));
  return Object.fromEntries(NAMES.map((column) => [column, at(column)])) as Record<Column, number>;
}

function missingIn(source: ImportSource | undefined): Column[] {
  const place = placesIn(source?.header ?? []);
  return NAMES.filter((column) => place[column] < 0);
}

/** Turns `WHITE  METAL LANTERN` into `White metal lantern`. */
const readable = (text: string): string => {
  const lower = text.replace(/\s+/g, ' ').trim().toLowerCase();
  return lower.charAt(0).toUpperCase() + lower.slice(1);
};
