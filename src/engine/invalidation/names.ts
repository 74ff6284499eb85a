import type { FactSpace } from '../../store/facts';
import type { MemoCacheName } from '../contract/engine';
import type { PageKeys } from '../serving/keys';

/** A memo cache and a key in it, as the stages know it. */
export interface EntryName {
  readonly cache: MemoCacheName;
  readonly key: number;
}

/** The entries named after each fact: all that a writer can know from keys alone, without the facts of the values. */
export class Names {
  constructor(
    private readonly facts: FactSpace,
    private readonly keys: PageKeys,
    private readonly categories: number,
  ) {}

  /** A product's page; a shopper's weights and home; of the model all lists of similar products. */
  after(fact: number): EntryName[] {
    const { products } = this.facts.size;
    if (fact < products)
      return [{ cache: 'rankings', key: this.keys.number({ kind: 'product', product: fact }) }];
    if (fact === this.facts.model)
      return Array.from({ length: products }, (_, key) => ({ cache: 'similarities', key }));
    const shopper = this.#shopperOf(fact);
    return [
      { cache: 'weights', key: shopper },
      { cache: 'rankings', key: this.keys.number({ kind: 'home', shopper }) },
    ];
  }

  /** The same and a shopper's category pages: every name in which the product or the shopper stands. */
  containing(fact: number): EntryName[] {
    if (fact < this.facts.size.products || fact === this.facts.model) return this.after(fact);
    const shopper = this.#shopperOf(fact);
    const pages = Array.from(
      { length: this.categories },
      (_, category): EntryName => ({
        cache: 'rankings',
        key: this.keys.number({ kind: 'category', shopper, category }),
      }),
    );
    return [...this.after(fact), ...pages];
  }

  /** The product that a page is of, or the shopper it is for, as the fact numbers that stand in its key. */
  factsIn({ cache, key }: EntryName): readonly number[] {
    const { facts } = this;
    if (cache === 'similarities') return [facts.model];
    if (cache === 'weights') return [facts.profile(key), facts.history(key)];
    const page = this.keys.page(key);
    if (page.kind === 'product') return [facts.product(page.product), facts.model];
    return [facts.profile(page.shopper), facts.history(page.shopper), facts.model];
  }

  #shopperOf(fact: number): number {
    const { products, shoppers } = this.facts.size;
    return (fact - products) % shoppers;
  }
}
