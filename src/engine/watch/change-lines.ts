import { formatPrice } from '../../base/units';
import type { FactChange, Taste } from '../../store/changes';
import type { FactReader } from '../../store/facts';
import type { ChangeLine } from '../contract/engine';

/** Puts changes of facts into the words that people know them by. Reads off the books. */
export class ChangeLines {
  readonly #categories: readonly { readonly name: string }[];

  constructor(private readonly reader: FactReader) {
    this.#categories = reader.categories();
  }

  of(change: FactChange): ChangeLine {
    const { sequence, transaction, kind, at, version } = change;
    return { sequence, transaction, kind, at, version, ...this.#words(change) };
  }

  /** Says what a change was, for the log: `price: 3.00 € → 2.50 €`. */
  became(change: FactChange): string {
    const { from, to } = this.#words(change);
    const written = (value: typeof to) =>
      change.kind === 'price' && typeof value === 'number' ? formatPrice(value) : value;
    return `${change.kind}: ${from === undefined ? '' : `${written(from)} → `}${written(to)}`;
  }

  #words(change: FactChange): Pick<ChangeLine, 'subject' | 'from' | 'to'> {
    switch (change.kind) {
      case 'price':
      case 'stock':
        return { subject: this.#product(change.product), from: change.from, to: change.to };
      case 'profile': {
        const subject = this.#shopper(change.shopper);
        return { subject, from: this.#taste(change.from), to: this.#taste(change.to) };
      }
      case 'purchase': {
        const to = `${change.quantity} × ${this.#product(change.product)}`;
        return { subject: this.#shopper(change.shopper), to };
      }
      case 'model':
        return { subject: change.name, from: change.from, to: change.to };
    }
  }

  #product = (id: number): string => this.reader.product(id)?.name ?? `product ${id}`;
  #shopper = (id: number): string => this.reader.profile(id)?.name ?? `shopper ${id}`;

  #taste({ likes, thrift }: Taste): string {
    const names = likes.map((id) => this.#categories[id]?.name ?? `category ${id}`);
    return `${names.length > 0 ? names.join(', ') : 'no category'}; thrift ${thrift.toFixed(2)}`;
  }
}
