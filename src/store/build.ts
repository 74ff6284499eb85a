import type { Database, Sqlite3Static } from '@sqlite.org/sqlite-wasm';
import { rawSqlite } from './database';
import { indexes, schema } from './schema';
import type { ShopData } from './shop-data';

type Cell = number | string;

/**
 * Writes a shop into an empty database, in one transaction. A row at a time, through one prepared statement a table:
 * 100,000 purchases take about 0.3 s.
 */
export function buildDatabase(sqlite3: Sqlite3Static, db: Database, data: ShopData): void {
  const { capi } = sqlite3;
  const raw = rawSqlite(sqlite3);
  const insert = (
    table: string,
    columns: number,
    rows: number,
    cell: (row: number, column: number) => Cell,
  ) => {
    const statement = db.prepare(`INSERT INTO ${table} VALUES (${Array(columns).fill('?').join()})`);
    const pointer = statement.pointer as number;
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const value = cell(row, column);
        if (typeof value === 'string') statement.bind(column + 1, value);
        else if (Number.isInteger(value)) raw.sqlite3_bind_int(pointer, column + 1, value);
        else raw.sqlite3_bind_double(pointer, column + 1, value);
      }
      const code = raw.sqlite3_step(pointer);
      if (code !== capi.SQLITE_DONE)
        throw new Error(`Row ${row} of ${table}: SQLite said ${capi.sqlite3_js_rc_str(code) ?? code}`);
      raw.sqlite3_reset(pointer);
    }
    statement.finalize();
  };

  db.transaction(() => {
    db.exec(schema);
    db.exec('INSERT INTO shop VALUES (?)', { bind: [data.title] });
    const { products, shoppers, purchases, pastPrices } = data;
    insert('category', 2, data.categories.length, (row, column) =>
      column === 0 ? row : (data.categories[row] as string),
    );
    const product = [
      (row: number) => row,
      (row: number) => products.code[row] as string,
      (row: number) => products.name[row] as string,
      (row: number) => products.category[row] as number,
      (row: number) => products.priceCents[row] as number,
      (row: number) => products.stock[row] as number,
      () => 0,
    ];
    insert('product', 7, products.name.length, (row, column) =>
      (product[column] as (row: number) => Cell)(row),
    );
    const shopper = [
      (row: number) => row,
      (row: number) => shoppers.name[row] as string,
      (row: number) => JSON.stringify(shoppers.likes[row]),
      (row: number) => shoppers.thrift[row] as number,
      () => 0,
      () => 0,
    ];
    insert('shopper', 6, shoppers.name.length, (row, column) =>
      (shopper[column] as (row: number) => Cell)(row),
    );
    // In the order of the key, so that the tree grows at its end only.
    const order = byShopper(purchases.shopper);
    const purchase = [purchases.shopper, undefined, purchases.product, purchases.quantity, purchases.day];
    insert('purchase', 5, order.length, (row, column) => {
      const id = order[row] as number;
      return purchase[column]?.[id] ?? id;
    });
    const past = [pastPrices.product, pastPrices.day, pastPrices.priceCents];
    insert('past_price', 3, pastPrices.product.length, (row, column) => past[column]?.[row] as number);
    db.exec(indexes);
  });
}

/** Indices of the purchases by shopper, within one in time order: a counting sort, stable. */
function byShopper(shopper: Int32Array): Int32Array {
  let most = -1;
  for (const id of shopper) if (id > most) most = id;
  const place = new Int32Array(most + 2);
  for (const id of shopper) place[id + 1] = (place[id + 1] as number) + 1;
  for (let id = 0; id <= most; id++) place[id + 1] = (place[id + 1] as number) + (place[id] as number);
  const order = new Int32Array(shopper.length);
  shopper.forEach((id, i) => {
    order[place[id] as number] = i;
    place[id] = (place[id] as number) + 1;
  });
  return order;
}
