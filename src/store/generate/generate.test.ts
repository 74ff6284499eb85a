import { beforeAll, describe, expect, test } from 'vitest';
import type { ShopData } from '../shop-data';
import { generateShop } from './generate';

/**
 * The embedded shop has the shape of the UCI Online Retail data. The figure beside each claim was measured on that
 * data. The bounds hold for any seed and exclude a plain Zipf law.
 */
describe.each([42, 7])('the embedded shop of seed %i', (seed) => {
  let shop: ShopData;
  beforeAll(() => {
    shop = generateShop(seed);
  });

  test('about 2,000 products, 5,000 shoppers and 100,000 purchases, in time order', () => {
    const { products, shoppers, purchases } = shop;
    expect(products.name.length).toBe(2_000);
    expect(new Set(products.name).size).toBe(2_000);
    expect(shoppers.name.length).toBe(5_000);
    expect(Math.abs(purchases.product.length / 100_000 - 1)).toBeLessThan(0.15);
    expect(purchases.day.every((day, i) => i === 0 || day >= (purchases.day[i - 1] as number))).toBe(true);
  });

  test('popularity is flat at the head and steep in the tail', () => {
    const bought = new Float64Array(2_000);
    for (const product of shop.purchases.product) bought[product] = (bought[product] as number) + 1;
    bought.sort().reverse();
    const all = shop.purchases.product.length;
    const share = (part: number) =>
      bought.subarray(0, Math.round(part * bought.length)).reduce((sum, n) => sum + n, 0) / all;
    expect(share(0.01)).toBeCloseTo(0.094, 1); // 0.0937
    expect(Math.abs(share(0.1) - 0.445)).toBeLessThan(0.04); // 0.4449
    expect(Math.abs(share(0.5) - 0.919)).toBeLessThan(0.02); // 0.9187
  });

  test('three purchases in ten repeat an earlier one of the shopper', () => {
    const { shopper, product } = shop.purchases;
    const seen = new Set<number>();
    let again = 0;
    shopper.forEach((id, i) => {
      const pair = id * 2_000 + (product[i] as number);
      if (seen.has(pair)) again++;
      seen.add(pair);
    });
    expect(Math.abs(again / shopper.length - 0.311)).toBeLessThan(0.04); // 0.311
  });

  test('prices are lognormal, in pounds', () => {
    const logs = Array.from(shop.products.priceCents, (cents) => Math.log(cents / 100));
    const mu = logs.reduce((sum, log) => sum + log, 0) / logs.length;
    const sigma = Math.sqrt(logs.reduce((sum, log) => sum + (log - mu) ** 2, 0) / logs.length);
    expect(Math.abs(mu - 0.718)).toBeLessThan(0.1); // 0.718
    expect(Math.abs(sigma - 1.027)).toBeLessThan(0.1); // 1.027
  });

  test('shoppers come about four times, a third of them once, with some very large baskets', () => {
    const { shopper, day } = shop.purchases;
    const baskets = new Map<string, number>();
    shopper.forEach((id, i) => {
      const basket = `${id} ${day[i]}`;
      baskets.set(basket, (baskets.get(basket) ?? 0) + 1);
    });
    const visits = new Float64Array(5_000);
    for (const basket of baskets.keys()) {
      const id = Number(basket.split(' ')[0]);
      visits[id] = (visits[id] as number) + 1;
    }
    expect(Math.abs(baskets.size / 5_000 - 4.25)).toBeLessThan(1); // 4.25
    expect(Math.abs(visits.filter((n) => n === 1).length / 5_000 - 0.347)).toBeLessThan(0.06); // 0.347
    const sizes = [...baskets.values()].sort((a, b) => a - b);
    const at = (share: number) => sizes[Math.floor(share * sizes.length)] as number;
    expect(at(0.9) / at(0.5)).toBeGreaterThanOrEqual(3); // 46 / 15
  });

  test('the same seed gives the same shop', () => {
    expect(generateShop(seed, { products: 240, shoppers: 60 })).toEqual(
      generateShop(seed, { products: 240, shoppers: 60 }),
    );
  });
});
