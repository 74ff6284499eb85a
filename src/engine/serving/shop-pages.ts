import { type Reason, reasonAt } from '../../recommender/reasons';
import type { Product, Profile, ShopSize } from '../../store/facts';
import type { ApiBody, ApiRequest, Because, ShopItem, ShopProduct } from '../contract/engine';
import { PageKeys } from './keys';
import type { StageResult } from './stage-result';

/** What of a shop never changes in a run, kept in memory so that a page's words cost no query. */
export interface ShopWords {
  product(id: number): Pick<Product, 'id' | 'name' | 'category' | 'stock'> | undefined;
  category(id: number): string;
  profile(shopper: number): Profile | undefined;
}

/** Turns ranked pages into what the shop's API gives, and requests of the API into pages. */
export class ShopPages {
  readonly #keys: PageKeys;

  constructor(
    private readonly size: ShopSize,
    private readonly words: ShopWords,
  ) {
    this.#keys = new PageKeys(size);
  }

  /** The page that answers a request; undefined when there is no such product, shopper or category. */
  keyOf(ask: ApiRequest): number | undefined {
    const { products, shoppers, categories } = this.size;
    switch (ask.kind) {
      case 'recommendations':
        return ask.shopper < shoppers ? this.#keys.number({ kind: 'home', shopper: ask.shopper }) : undefined;
      case 'product':
      case 'similar':
        return ask.product < products
          ? this.#keys.number({ kind: 'product', product: ask.product })
          : undefined;
      case 'category':
        return ask.category < categories && ask.shopper < shoppers
          ? this.#keys.number({ kind: 'category', category: ask.category, shopper: ask.shopper })
          : undefined;
    }
  }

  body(ask: ApiRequest, page: StageResult<'rankings'>): ApiBody {
    switch (ask.kind) {
      case 'recommendations': {
        const profile = this.words.profile(ask.shopper);
        const likes = (profile?.likes ?? []).map(this.words.category);
        return {
          kind: 'recommendations',
          shopper: { id: ask.shopper, name: profile?.name ?? `Shopper ${ask.shopper}`, likes },
          items: this.#items(page, 0),
        };
      }
      case 'product':
        return { kind: 'product', product: this.#product(page, 0) };
      case 'similar':
        return { kind: 'similar', product: ask.product, items: this.#items(page, 1) };
      case 'category':
        return {
          kind: 'category',
          category: { id: ask.category, name: this.words.category(ask.category) },
          items: this.#items(page, 0),
        };
    }
  }

  #items({ value }: StageResult<'rankings'>, from: number): ShopItem[] {
    return Array.from({ length: Math.max(0, value.ids.length - from) }, (_, i) => ({
      ...this.#product({ value }, from + i),
      score: value.scores[from + i] ?? 0,
      because: this.#because(reasonAt(value.reasons, from + i)),
    }));
  }

  /** What the shop prints beside a product's price: that it is sold out, or why it stands there. */
  whyAt({ stock, reasons }: StageResult<'rankings'>['value'], i: number): Because | 'sold out' | undefined {
    return stock[i] === 0 ? 'sold out' : this.#because(reasonAt(reasons, i));
  }

  #because(reason: Reason): Because | undefined {
    switch (reason.kind) {
      case 'none':
        return undefined;
      case 'bought':
      case 'alike':
        return { ...reason, name: this.words.product(reason.product)?.name ?? '' };
      case 'category':
      case 'popular':
        return { ...reason, name: this.words.category(reason.category) };
      case 'again':
      case 'before':
      case 'bestseller':
      case 'price':
        return reason;
    }
  }

  #product({ value }: Pick<StageResult<'rankings'>, 'value'>, i: number): ShopProduct {
    const id = value.ids[i] ?? -1;
    const words = this.words.product(id);
    return {
      id,
      name: words?.name ?? '',
      category: this.words.category(words?.category ?? -1),
      priceCents: value.priceCents[i] ?? 0,
      stock: value.stock[i] ?? 0,
    };
  }
}

/** Hash of what the shopper sees of a page, see `looksSame`: equal tags, equal pages. FNV-1a. */
export function etagOf(ask: ApiRequest, { value }: StageResult<'rankings'>): string {
  let hash = 0x811c9dc5;
  const mix = (word: number) => {
    for (let shift = 0; shift < 32; shift += 8) hash = Math.imul(hash ^ ((word >>> shift) & 255), 0x01000193);
  };
  const [from, to] = ask.kind === 'product' ? [0, 1] : [ask.kind === 'similar' ? 1 : 0, value.ids.length];
  for (let i = from; i < to; i++) {
    mix(value.ids[i] ?? -1);
    mix(value.priceCents[i] ?? -1);
    const soldOut = value.stock[i] === 0;
    mix(soldOut ? -1 : (value.reasons.kind[i] ?? 0));
    mix(soldOut ? -1 : (value.reasons.about[i] ?? -1));
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
