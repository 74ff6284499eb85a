import type { Interactions } from '../../base/interactions';
import type { Model, Scored, Worked } from '../contract';
import { best } from '../top';

/**
 * Item-to-item cosine over sparse rows: two products are alike as far as the same shoppers bought both (Sarwar et
 * al., WWW 2001; Linden et al., IEEE Internet Computing 2003). A pair counts once, however often it was bought.
 * Training sorts the pairs both ways; a row is computed when it is asked for, in time proportional to the baskets
 * that hold the product.
 */
export function trainCosine(interactions: Interactions): Model {
  const { shoppers, products } = interactions;
  const byShopper = rows(shoppers, products, interactions.shopper, interactions.product);
  const byProduct = rows(products, shoppers, interactions.product, interactions.shopper);
  const length = (product: number) => (byProduct.start[product + 1] ?? 0) - (byProduct.start[product] ?? 0);
  const popularity = Float64Array.from({ length: products }, (_, product) =>
    shoppers > 0 ? length(product) / shoppers : 0,
  );
  const together = new Float64Array(products);

  const similar = (product: number, k: number): Worked<Scored> => {
    const touched: number[] = [];
    let work = 0;
    const end = byProduct.start[product + 1] ?? 0;
    for (let i = byProduct.start[product] ?? 0; i < end; i++) {
      const shopper = byProduct.columns[i] as number;
      const last = byShopper.start[shopper + 1] as number;
      const first = byShopper.start[shopper] as number;
      work += last - first;
      for (let j = first; j < last; j++) {
        const other = byShopper.columns[j] as number;
        const before = together[other] as number;
        if (before === 0) touched.push(other);
        together[other] = before + 1;
      }
    }
    const own = length(product);
    const value = best(
      touched.filter((other) => other !== product),
      (other) => (together[other] as number) / Math.sqrt(own * length(other)),
      k,
    );
    for (const other of touched) together[other] = 0;
    return { value, work: work + touched.length * 4 };
  };
  return { name: 'cosine', popularity, similar };
}

interface Rows {
  readonly start: Int32Array;
  readonly columns: Int32Array;
}

/** Compressed rows of the distinct pairs, columns ascending. */
function rows(count: number, width: number, row: Int32Array, column: Int32Array): Rows {
  const bucket = new Int32Array(count + 1);
  for (const r of row) bucket[r + 1] = (bucket[r + 1] as number) + 1;
  for (let r = 0; r < count; r++) bucket[r + 1] = (bucket[r + 1] as number) + (bucket[r] as number);
  const place = bucket.slice();
  const all = new Int32Array(row.length);
  for (let i = 0; i < row.length; i++) {
    const r = row[i] as number;
    all[place[r] as number] = column[i] as number;
    place[r] = (place[r] as number) + 1;
  }
  const start = new Int32Array(count + 1);
  const columns = new Int32Array(row.length);
  let filled = 0;
  for (let r = 0; r < count; r++) {
    const mine = all.subarray(bucket[r], bucket[r + 1]).sort();
    let last = -1;
    for (const c of mine) {
      if (c !== last && c < width) columns[filled++] = c;
      last = c;
    }
    start[r + 1] = filled;
  }
  return { start, columns: columns.slice(0, filled) };
}
