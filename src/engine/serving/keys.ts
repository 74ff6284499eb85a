import type { PageKey } from '../../recommender/contract';
import type { ShopSize } from '../../store/facts';
import type { MemoCacheName } from '../contract/engine';

/** Pages as whole numbers and back: a cache of integer keys takes half the time of one of text keys. */
export class PageKeys {
  constructor(private readonly size: Pick<ShopSize, 'products' | 'shoppers' | 'categories'>) {}

  /** Keys of each memo cache are below this. */
  get counts(): Record<MemoCacheName, number> {
    const { products, shoppers, categories } = this.size;
    return {
      similarities: products,
      weights: shoppers,
      rankings: products + shoppers + shoppers * categories,
    };
  }

  number(page: PageKey): number {
    const { products, shoppers, categories } = this.size;
    switch (page.kind) {
      case 'product':
        return page.product;
      case 'home':
        return products + page.shopper;
      case 'category':
        return products + shoppers + page.shopper * categories + page.category;
    }
  }

  page(number: number): PageKey {
    const { products, shoppers, categories } = this.size;
    if (number < products) return { kind: 'product', product: number };
    if (number < products + shoppers) return { kind: 'home', shopper: number - products };
    const rest = number - products - shoppers;
    return { kind: 'category', shopper: Math.floor(rest / categories), category: rest % categories };
  }

  text(number: number): string {
    const page = this.page(number);
    switch (page.kind) {
      case 'product':
        return `page of product ${page.product}`;
      case 'home':
        return `home of shopper ${page.shopper}`;
      case 'category':
        return `category ${page.category} for shopper ${page.shopper}`;
    }
  }
}
