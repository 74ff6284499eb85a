import type { Problem } from '../../base/result';
import type { TrainedModel } from '../../recommender/contract';
import type { RunSpec, ShopInfo } from '../contract/engine';
import type { OpenShop } from '../world/shops';
import type { ShopApi } from './api';
import type { Run } from './run';

/** What is open: a run, the shop it runs in with its first model, and the API over it. */
export interface Opened {
  readonly shop: OpenShop;
  readonly firstModel: TrainedModel;
  readonly run: Run;
  readonly api: ShopApi;
}

/** What the page says of a shop. */
export function infoOf({ store, source, hash }: OpenShop): ShopInfo {
  const { products, shoppers, purchases } = store.size;
  const categories = store.offTheBooks().categories();
  return {
    source,
    hash,
    title: store.title,
    products,
    shoppers,
    purchases,
    categories: categories.map(({ id, name }) => ({ id, name })),
  };
}

/** What of a spec could not be had, in one Problem. */
export function noticeOf(
  asked: RunSpec,
  run: Run,
  shop: Problem | undefined,
  large: Problem | undefined,
): Problem | undefined {
  const { policy } = run.settings;
  const others = [
    asked.settings.policy !== run.spec.settings.policy &&
      `There is no eviction policy named ${asked.settings.policy}; it is ${policy}.`,
    large && `${large.what} Cosine serves instead.`,
    run.refused > 0 && `Steps of the run that do not fit this shop were left out: ${run.refused}.`,
  ].filter((sentence) => typeof sentence === 'string');
  if (others.length === 0) return shop;
  return {
    kind: shop?.kind ?? 'run-adjusted',
    what: [...(shop ? [shop.what] : []), ...others].join(' '),
  };
}
