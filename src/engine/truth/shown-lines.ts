import type { Scored } from '../../recommender/contract';
import type { FactReader } from '../../store/facts';
import type { ShownLine } from '../contract/engine';
import type { AnyMade } from '../serving/made';
import type { ShopPages } from '../serving/shop-pages';

/** Puts values of the stages into the lines that people compare. Reads off the books; each value is put once. */
export class ShownLines {
  readonly #known = new WeakMap<AnyMade, readonly ShownLine[]>();
  readonly #categories: readonly { readonly name: string }[];

  constructor(
    private readonly reader: FactReader,
    private readonly pages: ShopPages,
  ) {
    this.#categories = reader.categories();
  }

  of(made: AnyMade): readonly ShownLine[] {
    const known = this.#known.get(made);
    if (known) return known;
    const lines = this.#lines(made);
    this.#known.set(made, lines);
    return lines;
  }

  #lines(made: AnyMade): ShownLine[] {
    switch (made.stage) {
      case 'rankings': {
        const { ids, priceCents } = made.value;
        return Array.from(ids, (id, i) => {
          const why = this.pages.whyAt(made.value, i);
          return { what: this.#nameOf(id), priceCents: priceCents[i] ?? 0, ...(why && { why }) };
        });
      }
      case 'similarities':
        return this.#products(made.value);
      case 'weights': {
        const { categories, recent, due, thrift, prices } = made.value;
        return [
          ...this.#scored(categories, (id) => this.#categories[id]?.name ?? `category ${id}`),
          ...this.#products(recent),
          ...this.#products(due).map((line) => ({ ...line, what: `due: ${line.what}` })),
          { what: 'thrift', score: thrift },
          { what: 'usual price', priceCents: prices.usualCents },
        ];
      }
    }
  }

  #products = (scored: Scored): ShownLine[] => this.#scored(scored, (id) => this.#nameOf(id));

  #nameOf = (product: number): string => this.reader.product(product)?.name ?? `product ${product}`;

  #scored = ({ ids, scores }: Scored, nameOf: (id: number) => string): ShownLine[] =>
    Array.from(ids, (id, i) => ({ what: nameOf(id), score: scores[i] ?? 0 }));
}
