import type { Scored } from '../../recommender/contract';
import type { FactReader } from '../../store/facts';
import type { ShownLine } from '../contract/engine';
import type { ShopPages } from '../serving/shop-pages';
import type { AnyStageResult } from '../serving/stage-result';

/** Puts values of the stages into the lines that people compare. Reads off the books; each value is put once. */
export class ShownLines {
  readonly #known = new WeakMap<AnyStageResult, readonly ShownLine[]>();
  readonly #categories: readonly { readonly name: string }[];

  constructor(
    private readonly reader: FactReader,
    private readonly pages: ShopPages,
  ) {
    this.#categories = reader.categories();
  }

  of(result: AnyStageResult): readonly ShownLine[] {
    const known = this.#known.get(result);
    if (known) return known;
    const lines = this.#lines(result);
    this.#known.set(result, lines);
    return lines;
  }

  #lines(result: AnyStageResult): ShownLine[] {
    switch (result.stage) {
      case 'rankings': {
        const { ids, priceCents } = result.value;
        return Array.from(ids, (id, i) => {
          const why = this.pages.whyAt(result.value, i);
          return { what: this.#nameOf(id), priceCents: priceCents[i] ?? 0, ...(why && { why }) };
        });
      }
      case 'similarities':
        return this.#products(result.value);
      case 'weights': {
        const { categories, recent, due, thrift, prices } = result.value;
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
