import type { RankedPage } from '../../../recommender/contract';

/** Sorts the list of a page by price, the cheapest first; the first `fixed` items, a product page's own, stay. In place. */
export function sortByPrice(page: RankedPage, fixed: number): void {
  const order = Array.from(page.ids.keys());
  order.sort((a, b) => Number(b < fixed) - Number(a < fixed) || price(page, a) - price(page, b) || a - b);
  const { ids, scores, priceCents, stock, reasons } = page;
  for (const column of [ids, scores, priceCents, stock, reasons.kind, reasons.about]) {
    const before = column.slice();
    order.forEach((from, to) => {
      column[to] = before[from] as number;
    });
  }
}

const price = ({ priceCents }: RankedPage, i: number): number => priceCents[i] as number;
