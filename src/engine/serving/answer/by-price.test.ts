import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RankedPage } from '../../../recommender/contract';
import { listByPrice, sortByPrice } from './by-price';

const rows = ({ ids, scores, priceCents, stock, reasons }: RankedPage) =>
  Array.from(ids, (id, i) =>
    [id, scores[i], priceCents[i], stock[i], reasons.kind[i], reasons.about[i]].join(),
  );

test('lines stay whole, the cheapest come first, and the first ones stay where they are asked to', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50), { maxLength: 30 }), fc.nat(1), (prices, fixed) => {
      const page: RankedPage = {
        ids: Int32Array.from(prices, (_, i) => i),
        scores: Float64Array.from(prices, (_, i) => i / 7),
        priceCents: Int32Array.from(prices),
        stock: Int32Array.from(prices, (_, i) => 3 * i),
        reasons: {
          kind: Uint8Array.from(prices, (_, i) => i % 6),
          about: Int32Array.from(prices, (_, i) => 5 * i),
        },
      };
      const before = rows(page);
      const list = listByPrice(page, fixed);
      expect(rows(page)).toEqual(before);
      sortByPrice(page, fixed);
      expect(rows(page).toSorted()).toEqual(before.toSorted());
      expect(rows(page).slice(0, fixed)).toEqual(before.slice(0, fixed));
      expect(list).toEqual({ ids: page.ids, priceCents: page.priceCents });
      const sorted = [...page.priceCents.slice(fixed)];
      expect(sorted).toEqual(sorted.toSorted((a, b) => a - b));
    }),
  );
});
