/**
 * Strict tables: a price of 99.5 or null is refused, not rounded. Each row holds the version of its fact. Purchases are
 * keyed by shopper, because they are read by shopper.
 */
export const schema = `
CREATE TABLE shop (title TEXT NOT NULL) STRICT;
CREATE TABLE category (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
CREATE TABLE product (
  id INTEGER PRIMARY KEY, code TEXT NOT NULL, name TEXT NOT NULL, category INTEGER NOT NULL REFERENCES category,
  price_cents INTEGER NOT NULL CHECK (price_cents > 0), stock INTEGER NOT NULL CHECK (stock >= 0), version INTEGER NOT NULL
) STRICT;
CREATE TABLE shopper (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, likes TEXT NOT NULL, thrift REAL NOT NULL,
  version INTEGER NOT NULL, history_version INTEGER NOT NULL
) STRICT;
CREATE TABLE purchase (
  shopper INTEGER NOT NULL, id INTEGER NOT NULL, product INTEGER NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0), day REAL NOT NULL,
  PRIMARY KEY (shopper, id)
) WITHOUT ROWID, STRICT;
CREATE TABLE past_price (product INTEGER NOT NULL, day REAL NOT NULL, price_cents INTEGER NOT NULL) STRICT;
CREATE TABLE model (version INTEGER PRIMARY KEY, name TEXT NOT NULL, day REAL NOT NULL) STRICT;
`;

/** Created after the rows: an index that exists during the inserts takes longer. */
export const indexes = 'CREATE INDEX product_category ON product (category);';
