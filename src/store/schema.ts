/** Strict tables: a price of 99.5 or of nothing is refused, not rounded. Every fact has a version in the row that holds it. Purchases are keyed by shopper, since that is how they are read. */
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

/** After the rows, since an index that grows with them takes longer. */
export const indexes = 'CREATE INDEX product_category ON product (category);';
