import type { RankedPage } from '../../../recommender/contract';

/** The products of a page and their prices, in the order in which a shopper sees them. */
export type SeenList = Pick<RankedPage, 'ids' | 'priceCents'>;

/** Sorts the list of a page by price, the cheapest first; the first `fixed` items, a product page's own, stay. In place. */
export function sortByPrice(page: RankedPage, fixed: number): void {
  const order = orderByPrice(page, fixed);
  const { ids, scores, priceCents, stock, reasons } = page;
  for (const column of [ids, scores, priceCents, stock, reasons.kind, reasons.about]) {
    const before = column.slice();
    order.forEach((from, to) => {
      column[to] = before[from] as number;
    });
  }
}

/** Returns the list of a page as `sortByPrice` would sort it, and leaves the page as it is. */
export function listByPrice(page: RankedPage, fixed: number): SeenList {
  const order = orderByPrice(page, fixed);
  return {
    ids: order.map((from) => page.ids[from] as number),
    priceCents: order.map((from) => page.priceCents[from] as number),
  };
}

/** Returns the places of a page's items by price; items of one price keep their order. */
function orderByPrice({ priceCents }: RankedPage, fixed: number): Int32Array {
  const price = (place: number) => (place < fixed ? -1 : (priceCents[place] as number));
  return Int32Array.from(priceCents.keys()).sort((a, b) => price(a) - price(b) || a - b);
}
