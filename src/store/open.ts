import type { Store } from './facts';
import { embeddedPlan, generateShop, type ShopPlan } from './generate/generate';
import { buildStore } from './store';

/** Opens the built-in shop, generated from a seed. Tests pass a smaller plan to save time. */
export const openEmbeddedShop = (
  seed: number,
  wallNow: () => number,
  plan: ShopPlan = embeddedPlan,
): Promise<Store> => buildStore(generateShop(seed, plan), wallNow);
