import type { Store } from './facts';
import { embeddedPlan, generateShop, type ShopPlan } from './generate/generate';
import { buildStore } from './store';

/** The shop that comes with the page, out of a seed. A smaller plan makes tests quick. */
export const openEmbeddedShop = (
  seed: number,
  wallNow: () => number,
  plan: ShopPlan = embeddedPlan,
): Promise<Store> => buildStore(generateShop(seed, plan), wallNow);
