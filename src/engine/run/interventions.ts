import { failed, type Reply } from '../../base/result';
import { livePolicies } from '../../cache/registry';
import type { ShopSize } from '../../store/facts';
import type { ApiRequest, Intervention } from '../contract/engine';
import { type Setting, type SettingId, settings } from '../contract/settings';
import { tooLarge } from '../world/training/too-large';

/** What an intervention must fit to. */
export interface InterventionScope {
  readonly size: ShopSize;
  hasPage(page: ApiRequest): boolean;
}

/** Why an intervention makes no sense in this shop; undefined when it does. */
export function refusalOf(
  what: Intervention,
  { size, hasPage }: InterventionScope,
): Reply<never> | undefined {
  switch (what.kind) {
    case 'set':
      return refusalOfSetting(what.setting, what.value) ?? refusalOfModel(what, size);
    case 'visit':
      return hasPage(what.page) ? undefined : failed('not-found', 'There is no such page in this shop.');
    case 'setPrice':
      return what.product < size.products
        ? undefined
        : failed('not-found', `There is no product ${what.product} in this shop.`);
    case 'setProfile': {
      if (what.shopper >= size.shoppers)
        return failed('not-found', `There is no shopper ${what.shopper} in this shop.`);
      const unknown = what.likes.find((category) => category >= size.categories);
      return unknown === undefined
        ? undefined
        : failed('not-found', `There is no category ${unknown} in this shop.`);
    }
    case 'retrain':
    case 'cancelTraining':
    case 'clear':
    case 'drill':
      return undefined;
  }
}

function refusalOfSetting(id: string, value: unknown): Reply<never> | undefined {
  if (!(id in settings)) return failed('bad-setting', `There is no setting named ${id}.`);
  const setting = settingOf(id);
  if (!setting.accepts(value)) return failed('bad-setting', `${setting.label} cannot be ${String(value)}.`);
  if (id === 'policy' && !isPolicy(value))
    return failed('bad-setting', `There is no eviction policy named ${String(value)}.`);
  return undefined;
}

/** A dense model grows with the square of the products, and its training with the cube. */
function refusalOfModel({ setting, value }: { setting: string; value: unknown }, { products }: ShopSize) {
  const problem = setting === 'model' ? tooLarge(String(value), products) : undefined;
  return problem && failed(problem.kind, problem.what);
}

/** Whether there is an eviction policy of this name. */
export const isPolicy = (name: unknown): boolean => livePolicies.some((policy) => policy.name === name);

/** The table's entries differ in the type of their values; each takes its own. */
const settingOf = (id: string): Setting<unknown> => settings[id as SettingId] as Setting<unknown>;
