import { failed, type Reply } from '../../base/result';
import { livePolicies } from '../../cache/registry';
import type { ShopSize } from '../../store/facts';
import { type ApiRequest, type Intervention, type InterventionOf, memoCacheNames } from '../contract/engine';
import { interventionSchema } from '../contract/interventions';
import { faultInWords, refusalOfValue } from '../contract/refusals';
import { type SettingId, settings } from '../contract/settings';
import type { DrillName } from '../contract/words';
import { tooLarge } from '../world/training/too-large';
import type { RunOrigin } from './run-origin';
import type { RunParts } from './run-parts';

/** The shop that an intervention must fit to. */
export interface InterventionScope {
  readonly size: ShopSize;
  hasPage(page: ApiRequest): boolean;
}

/** The run that an intervention acts on. */
export interface InterventionTarget {
  readonly origin: RunOrigin;
  readonly parts: RunParts;
  /** Reports a change of a fact that the store refused. */
  written(done: Reply<void>): void;
  /** Puts the settings that were asked for in force. */
  applySettings(): void;
  beginDrill(name: DrillName): void;
}

/** What one kind of intervention does to a run. */
interface InterventionEffect<W> {
  /** Says why it makes no sense in this shop; undefined when it does. Left out where it always does. */
  refusal?(what: W, scope: InterventionScope): Reply<never> | undefined;
  /** @param ticket is named in the answer of a visit that somebody waits for. */
  perform(target: InterventionTarget, what: W, ticket: number | undefined): void;
}

/** By kind. A new kind is one row here, and one in `contract/intervention-kinds`. */
const effects: { readonly [K in Intervention['kind']]: InterventionEffect<InterventionOf<K>> } = {
  set: {
    refusal: (what, { size }) => refusalOfSetting(what) ?? refusalOfModel(what, size),
    perform: (target, { setting, value }) => {
      target.origin.settings.ask(setting, value);
      target.applySettings();
    },
  },
  visit: {
    refusal: ({ page }, { hasPage }) =>
      hasPage(page) ? undefined : failed('not-found', 'There is no such page in this shop.'),
    perform: ({ parts }, { page }, ticket) => {
      const key = parts.pages.keyOf(page);
      if (key !== undefined) parts.replicas.accept(key, { kind: 'person', ticket });
    },
  },
  setPrice: {
    refusal: ({ product }, { size }) =>
      product < size.products
        ? undefined
        : failed('not-found', `There is no product ${product} in this shop.`),
    perform: (target, { product, cents }) => {
      const { options, clock } = target.origin;
      target.written(options.store.setPrice(product, cents, clock.now));
    },
  },
  setProfile: {
    refusal: ({ shopper, likes }, { size }) => {
      if (shopper >= size.shoppers)
        return failed('not-found', `There is no shopper ${shopper} in this shop.`);
      const unknown = likes.find((category) => category >= size.categories);
      return unknown === undefined
        ? undefined
        : failed('not-found', `There is no category ${unknown} in this shop.`);
    },
    perform: (target, what) => {
      const { options, clock } = target.origin;
      target.written(options.store.setProfile(what.shopper, what, clock.now));
    },
  },
  retrain: { perform: ({ parts }) => parts.models.retrain() },
  drill: { perform: (target, { drill }) => target.beginDrill(drill) },
  cancelTraining: { perform: ({ parts }) => parts.models.cancel('by hand, or lost') },
  clear: {
    perform: ({ parts }, { cache }) => {
      for (const name of memoCacheNames) if (cache === 'all' || cache === name) parts.replicas.clear(name);
    },
  },
};

// The rows differ in the kind that they take; each is given only its own.
const effectOf = ({ kind }: Intervention) => effects[kind] as InterventionEffect<Intervention>;

/** Says why an intervention makes no sense in this shop; undefined when it does. */
export function refusalOf(what: Intervention, scope: InterventionScope): Reply<never> | undefined {
  const parsed = interventionSchema.safeParse(what);
  if (parsed.success) return effectOf(what).refusal?.(what, scope);
  const [fault] = parsed.error.issues;
  return failed(
    'bad-step',
    `This cannot be done to a run: ${fault ? faultInWords(fault) : 'it is no step'}.`,
  );
}

/** Does to a run what an intervention says, and notes it in the log and on the charts. */
export function perform(target: InterventionTarget, what: Intervention, ticket?: number): void {
  effectOf(what).perform(target, what, ticket);
  target.parts.chronicle.did(what);
}

function refusalOfSetting({ setting, value }: InterventionOf<'set'>): Reply<never> | undefined {
  if (!(setting in settings)) return failed('bad-setting', `There is no setting named ${setting}.`);
  const refusal = refusalOfValue(setting as SettingId, value);
  if (refusal) return refusal;
  if (setting === 'policy' && !isPolicy(value))
    return failed('bad-setting', `There is no eviction policy named ${String(value)}.`);
  return undefined;
}

/** A dense model grows with the square of the products, and its training with the cube. */
function refusalOfModel({ setting, value }: InterventionOf<'set'>, { products }: ShopSize) {
  const problem = setting === 'model' ? tooLarge(String(value), products) : undefined;
  return problem && failed(problem.kind, problem.what);
}

/** Whether there is an eviction policy of this name. */
export const isPolicy = (name: unknown): boolean => livePolicies.some((policy) => policy.name === name);
