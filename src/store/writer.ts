import type { Database, Sqlite3Static } from '@sqlite.org/sqlite-wasm';
import type { Bump, Taste } from './changes';
import { Statements } from './database';
import type { FactSpace, QueryCount } from './facts';

/** Stock after a refill, when the last piece is sold. */
const REFILL = 100;

/** Thrown when a change names a row that the shop does not have. */
export class NotInShop extends Error {}

/**
 * The writes, each of a few prepared statements. A method runs inside a transaction and returns the bumped facts. It
 * throws when it cannot write; the caller then rolls back.
 */
export class Writer {
  readonly #statements: Statements<keyof typeof statements>;

  constructor(
    sqlite3: Sqlite3Static,
    db: Database,
    private readonly facts: FactSpace,
    wallNow: () => number,
  ) {
    this.#statements = new Statements(sqlite3, db, statements, wallNow);
  }

  get counts(): readonly QueryCount[] {
    return this.#statements.counts;
  }

  /** Sets the counts to the copy `counts`, or to zero without it. */
  recount(counts?: readonly QueryCount[]): void {
    this.#statements.recount(counts);
  }

  begin(): void {
    this.#statements.get('begin').run([]);
  }

  commit(): void {
    this.#statements.get('commit').run([]);
  }

  rollback(): void {
    this.#statements.get('rollback').run([]);
  }

  /** Sets a price. A price equal to the current one is not written and bumps nothing. */
  price(product: number, to: number, day: number): Bump[] {
    const from = this.#int('price until now', [product], `product ${product}`);
    if (from === to) return [];
    this.#statements.get('keep past price').run([product, day, from]);
    const version = this.#int('set price', [to, product], `product ${product}`);
    return [{ kind: 'price', product, from, to, fact: this.facts.product(product), version }];
  }

  /** Sets a profile. A profile equal to the current one is not written and bumps nothing. */
  profile(shopper: number, { likes, thrift }: Taste): Bump[] {
    const from = this.#taste(shopper);
    const written = JSON.stringify(likes);
    if (from.thrift === thrift && JSON.stringify(from.likes) === written) return [];
    const values = [written, thrift, shopper];
    const version = this.#int('set profile', values, `shopper ${shopper}`);
    const to = { likes: [...likes], thrift };
    return [{ kind: 'profile', shopper, from, to, fact: this.facts.profile(shopper), version }];
  }

  /** Adds a purchase; `id` is its position in time among all purchases. */
  purchase(shopper: number, id: number, product: number, quantity: number, day: number): Bump[] {
    this.#statements.get('add purchase').run([shopper, id, product, quantity, day]);
    const bought = this.#int('bump history', [shopper], `shopper ${shopper}`);
    const from = this.#int('stock until now', [product], `product ${product}`);
    const to = from > quantity ? from - quantity : REFILL;
    const version = this.#int('set stock', [to, product], `product ${product}`);
    return [
      { kind: 'purchase', shopper, product, quantity, fact: this.facts.history(shopper), version: bought },
      { kind: 'stock', product, from, to, fact: this.facts.product(product), version },
    ];
  }

  model(name: string, day: number): Bump[] {
    const to = this.#int('add model', [name, day], 'the model');
    return [{ kind: 'model', name, from: to - 1, to, fact: this.facts.model, version: to }];
  }

  close(): void {
    this.#statements.close();
  }

  /** Returns the integer in the statement's only row. Throws NotInShop when there is no row. */
  #int(name: keyof typeof statements, values: readonly (number | string)[], what: string): number {
    const query = this.#statements.get(name);
    let value = 0;
    const rows = query.run(values, () => {
      value = query.int(0);
    });
    if (rows === 0) throw new NotInShop(`There is no ${what} in this shop.`);
    return value;
  }

  #taste(shopper: number): Taste {
    const query = this.#statements.get('profile until now');
    let found: Taste | undefined;
    query.run([shopper], () => {
      // Only this layer writes it, so it needs no validation.
      found = { likes: JSON.parse(query.text(0)) as number[], thrift: query.real(1) };
    });
    if (!found) throw new NotInShop(`There is no shopper ${shopper} in this shop.`);
    return found;
  }
}

const statements = {
  begin: 'BEGIN',
  commit: 'COMMIT',
  rollback: 'ROLLBACK',
  'price until now': 'SELECT price_cents FROM product WHERE id = ?',
  'keep past price': 'INSERT INTO past_price VALUES (?, ?, ?)',
  'set price': 'UPDATE product SET price_cents = ?, version = version + 1 WHERE id = ? RETURNING version',
  'profile until now': 'SELECT likes, thrift FROM shopper WHERE id = ?',
  'set profile':
    'UPDATE shopper SET likes = ?, thrift = ?, version = version + 1 WHERE id = ? RETURNING version',
  'add purchase': 'INSERT INTO purchase VALUES (?, ?, ?, ?, ?)',
  'bump history':
    'UPDATE shopper SET history_version = history_version + 1 WHERE id = ? RETURNING history_version',
  'stock until now': 'SELECT stock FROM product WHERE id = ?',
  'set stock': 'UPDATE product SET stock = ?, version = version + 1 WHERE id = ? RETURNING version',
  'add model': 'INSERT INTO model SELECT coalesce(max(version), 0) + 1, ?, ? FROM model RETURNING version',
} as const;
