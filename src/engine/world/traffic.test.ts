import { describe, expect, test } from 'vitest';
import { defaultSettings, type Settings } from '../contract/settings';
import { Traffic, type Visit } from './traffic';

const VISITS = 40_000;
const PRODUCTS = 50;

const trafficOf = (settings: Partial<Settings>, shoppers = 50): Traffic =>
  new Traffic(
    3,
    { ...defaultSettings, ...settings },
    { shoppers, categories: 8 },
    Int32Array.from({ length: PRODUCTS }, (_, rank) => PRODUCTS - 1 - rank),
  );
const visitsOf = (traffic: Traffic, count = VISITS): Visit[] =>
  Array.from({ length: count }, () => traffic.next());
const shareOf = (visits: readonly Visit[], kind: Visit['page']['kind']): number =>
  visits.filter(({ page }) => page.kind === kind).length / visits.length;
/** The share of each rank under Zipf's law: 1 / rank ** skew, divided by the sum over all ranks. */
const zipf = (ranks: number, skew: number): number[] => {
  const weights = Array.from({ length: ranks }, (_, i) => 1 / (i + 1) ** skew);
  const sum = weights.reduce((a, b) => a + b);
  return weights.map((weight) => weight / sum);
};
/** Counts of each value of a list, the most frequent first. */
const counts = (values: readonly number[]): number[] => {
  const seen = new Map<number, number>();
  for (const value of values) seen.set(value, (seen.get(value) ?? 0) + 1);
  return [...seen.values()].sort((a, b) => b - a);
};
const within = (actual: number, expected: number, what: string, visits = VISITS) => {
  // Five standard deviations of a binomial share.
  const most = 5 * Math.sqrt((expected * (1 - expected)) / visits) + 1e-9;
  expect(Math.abs(actual - expected), `${what}: ${actual} for ${expected}`).toBeLessThan(most);
};

describe.each([
  [6, 13, 1],
  [0, 13, 1],
  [6, 0, 1],
  [6, 13, 20],
])('homes, products and categories %i : %i : %i', (homeShare, productShare, categoryShare) => {
  test('are requested in these shares', () => {
    const visits = visitsOf(trafficOf({ homeShare, productShare, categoryShare }));
    const all = homeShare + productShare + categoryShare;
    within(shareOf(visits, 'home'), homeShare / all, 'homes');
    within(shareOf(visits, 'product'), productShare / all, 'products');
    within(shareOf(visits, 'category'), categoryShare / all, 'categories');
  });
});

test('without any share only homes are requested', () => {
  const visits = visitsOf(trafficOf({ homeShare: 0, productShare: 0, categoryShare: 0 }), 100);
  expect(shareOf(visits, 'home')).toBe(1);
});

test.each([0, 1, 1.5])('products follow Zipf’s law with exponent %f, by their rank', (productSkew) => {
  const visits = visitsOf(trafficOf({ productSkew, homeShare: 0, categoryShare: 0 }));
  const ids = visits.map(({ page }) => (page.kind === 'product' ? page.product : -1));
  for (const [rank, share] of zipf(PRODUCTS, productSkew).entries())
    within(ids.filter((id) => id === PRODUCTS - 1 - rank).length / VISITS, share, `rank ${rank + 1}`);
});

test.each([0, 1, 1.5])('shoppers follow Zipf’s law with exponent %f', (shopperSkew) => {
  const visits = visitsOf(trafficOf({ shopperSkew, sessionPages: 1 }));
  const [first = 0] = counts(visits.map(({ shopper }) => shopper));
  const [expected = 0] = zipf(50, shopperSkew);
  // With exponent 0 all are equal, and the most frequent one is the luckiest of fifty.
  within(first / VISITS, shopperSkew === 0 ? first / VISITS : expected, 'the most frequent shopper');
  if (shopperSkew === 0) expect(first / VISITS).toBeLessThan(1.2 * expected);
});

test.each([1, 6, 40])('a session has %i pages on average', (sessionPages) => {
  const [shoppers, visits] = [100_000, 4_000];
  const seen = new Set(
    visitsOf(trafficOf({ sessionPages, shopperSkew: 0 }, shoppers), visits).map(({ shopper }) => shopper),
  ).size;
  // Sessions take equal shoppers at random, so a few take one that had a session before.
  const sessions = Math.log(1 - seen / shoppers) / Math.log(1 - 1 / shoppers);
  if (sessionPages === 1)
    expect(Math.abs(sessions - visits)).toBeLessThan(5 * Math.sqrt(visits ** 2 / shoppers));
  else within(sessions / visits, 1 / sessionPages, 'sessions a page', visits);
});

test('a changed setting is followed from the next visit on, and back', () => {
  const traffic = trafficOf({ sessionPages: 6, productSkew: 0 });
  const usual = { ...defaultSettings, sessionPages: 6, productSkew: 0 };
  const kinds = (settings: Settings) => {
    traffic.change(settings);
    const visits = visitsOf(traffic);
    return [shareOf(visits, 'home'), shareOf(visits, 'product'), shareOf(visits, 'category')];
  };
  expect(kinds({ ...usual, productShare: 0, categoryShare: 0 })).toEqual([1, 0, 0]);
  expect(kinds({ ...usual, homeShare: 0, productShare: 0 })).toEqual([0, 0, 1]);
  const [homes = 0] = kinds(usual);
  within(homes, usual.homeShare / (usual.homeShare + usual.productShare + usual.categoryShare), 'homes');
});

test('requests arrive at their rate', () => {
  const traffic = trafficOf({});
  let ms = 0;
  for (let i = 0; i < VISITS; i++) ms += traffic.wait(0.4);
  // The sum of so many exponential waits has a deviation of 1 / √VISITS.
  expect(Math.abs(VISITS / ms / 0.4 - 1)).toBeLessThan(5 / Math.sqrt(VISITS));
});
