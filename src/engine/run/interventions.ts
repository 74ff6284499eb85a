import { failed, type Reply } from '../../base/result';
import { livePolicies } from '../../cache/registry';
import type { ShopSize } from '../../store/facts';
import type { ApiRequest, Intervention, RunSpec } from '../contract/engine';
import { interventionSchema, momentSchema } from '../contract/intervention-schema';
import { faultInWords, refusalOfValue } from '../contract/refusals';
import { LARGEST_SEED, seedSchema } from '../contract/run-schema';
import { type SettingId, settingIds, settings } from '../contract/settings';
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
  const parsed = interventionSchema.safeParse(what);
  if (!parsed.success) {
    const [fault] = parsed.error.issues;
    return failed(
      'bad-step',
      `This cannot be done to a run: ${fault ? faultInWords(fault) : 'it is no step'}.`,
    );
  }
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

/**
 * Says why a run cannot be opened as it is written; undefined when it can. Checked before anything of the present run
 * is given up. Steps are left to the run, which counts those that it refuses.
 */
export function refusalOfRun({ seed, settings: values, interventions }: RunSpec): Reply<never> | undefined {
  if (!seedSchema.safeParse(seed).success)
    return failed('bad-run', `The seed cannot be ${seed}: use a whole number from 0 to ${LARGEST_SEED}.`);
  for (const id of settingIds) {
    const refusal = refusalOfValue(id, values[id]);
    if (refusal) return refusal;
  }
  const early = interventions.find(({ at }) => !momentSchema.safeParse(at).success);
  return early && failed('bad-run', `A step of the run cannot be at ${early.at} ms.`);
}

function refusalOfSetting(id: string, value: unknown): Reply<never> | undefined {
  if (!(id in settings)) return failed('bad-setting', `There is no setting named ${id}.`);
  const refusal = refusalOfValue(id as SettingId, value);
  if (refusal) return refusal;
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
