import { failed, ok } from '../../base/result';
import { wordCategories } from './categories';
import type { Importer, ImportTally } from './importer';
import { ShopBuilder } from './shop-builder';

const COLUMNS = [
  'InvoiceNo',
  'StockCode',
  'Description',
  'Quantity',
  'InvoiceDate',
  'UnitPrice',
  'CustomerID',
] as const;
/** What a column of 32 bits holds with room to spare. */
const MOST_PIECES = 1_000_000;
const MOST_CENTS = 100_000_000;
type Column = (typeof COLUMNS)[number];

/**
 * UCI Online Retail (Chen 2015, doi 10.24432/C5BW33): a line an invoice and product. An invoice number that begins
 * with C is a cancellation. Lines without a customer, a price or a quantity are counted and left out.
 */
export const onlineRetail: Importer = {
  format: 'UCI Online Retail',
  recognise: (sources) => sources.length === 1 && COLUMNS.every((name) => sources[0]?.header.includes(name)),
  async read([source], tally) {
    const builder = new ShopBuilder();
    if (!source) return failed('no-file', 'There is no file to read.');
    const place = Object.fromEntries(COLUMNS.map((name) => [name, source.header.indexOf(name)])) as Record<
      Column,
      number
    >;
    for await (const batch of source.rows()) {
      for (const { line, cells } of batch) {
        tally.rows++;
        takeRow(
          (name) => cells[place[name]]?.trim() ?? '',
          builder,
          tally,
          (what) => tally.bad(source.file.name, line, what),
        );
      }
    }
    if (builder.purchases === 0)
      return failed('no-usable-row', `None of the ${tally.rows} rows is a purchase by a known customer.`, {
        file: source.file.name,
      });
    return ok(builder.finish('Online Retail', wordCategories, (code) => `Customer ${code}`));
  },
};

/** Takes a row into the shop, or says why not. */
function takeRow(
  cell: (name: Column) => string,
  builder: ShopBuilder,
  tally: ImportTally,
  bad: (what: string) => void,
): void {
  const [invoice, code, customer] = [
    cell('InvoiceNo'),
    cell('StockCode'),
    cell('CustomerID').replace(/\.0$/, ''),
  ];
  const quantity = numberIn(cell('Quantity'));
  const price = numberIn(cell('UnitPrice'));
  const minute = minuteOf(cell('InvoiceDate'));
  if (!invoice || !code) bad('InvoiceNo or StockCode is missing');
  else if (/^c/i.test(invoice)) tally.skip('cancellations');
  else if (!customer) tally.skip('without a customer');
  else if (quantity === undefined) bad(`Quantity is “${cell('Quantity')}”`);
  else if (price === undefined) bad(`UnitPrice is “${cell('UnitPrice')}”`);
  else if (price <= 0) tally.skip('price of 0 or less');
  else if (quantity <= 0) tally.skip('quantity of 0 or less');
  else if (minute === undefined) bad(`InvoiceDate is “${cell('InvoiceDate')}”`);
  else {
    const product = builder.product(code, readable(cell('Description')));
    const pieces = Math.min(MOST_PIECES, Math.ceil(quantity));
    const cents = Math.min(MOST_CENTS, Math.max(1, Math.round(price * 100)));
    builder.purchase(builder.shopper(customer), product, pieces, minute, cents);
    tally.used++;
  }
}

function numberIn(text: string): number | undefined {
  const value = Number(text);
  return text !== '' && Number.isFinite(value) ? value : undefined;
}

/** Minutes since 1970 of `2010-12-01 08:26` or `12/1/2010 8:26` (month first); undefined for anything else. */
export function minuteOf(text: string): number | undefined {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})[ T](\d{1,2}):(\d{2})/.exec(text);
  const us = iso ? undefined : /^(\d{1,2})\/(\d{1,2})\/(\d{4}) (\d{1,2}):(\d{2})/.exec(text);
  const parts = iso
    ? [iso[1], iso[2], iso[3], iso[4], iso[5]]
    : us
      ? [us[3], us[1], us[2], us[4], us[5]]
      : undefined;
  if (!parts) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = parts.map(Number);
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59) return undefined;
  return Date.UTC(year, month - 1, day, hour, minute) / 60_000;
}

/** `WHITE  METAL LANTERN` as people write it. */
const readable = (text: string): string => {
  const lower = text.replace(/\s+/g, ' ').trim().toLowerCase();
  return lower.charAt(0).toUpperCase() + lower.slice(1);
};
