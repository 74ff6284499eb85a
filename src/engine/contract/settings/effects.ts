import { strategyWords } from '../words';
import { defaultSettings, type SettingId, type Settings } from './index';

/** What the page knows of the run beside its settings. */
export interface Seen {
  /** Evictions of the caches in view since the start of the run. */
  readonly evictions: number;
  /** Settings that the naive way in force does not know. */
  readonly ignored: readonly SettingId[];
  /** The label of the model that serves, where another one is set, and whether that is being trained. */
  readonly servedInstead?: { readonly label: string; readonly training: boolean } | undefined;
}

/** One reason why a setting has no visible effect, or where its effect ends. */
interface Effect {
  readonly settings: readonly SettingId[];
  /** Under these settings it is so. */
  when(settings: Settings, seen: Seen): boolean;
  says(settings: Settings, seen: Seen): string;
  /** True: no counter of the run depends on the setting. False: it has an effect that is hard to see. */
  readonly inert: boolean;
  /** Said also of a setting at its default. */
  readonly always?: true;
}

/** About what the computation of a page takes in the embedded shop, in virtual ms. */
const usualCostMs = ({ computeSlowdown, storeLatency }: Settings): number =>
  8 * computeSlowdown + 2 * storeLatency;

/** XFetch renews about beta × cost before the end; below this share of the TTL few requests see it. */
const HARDLY = 0.01;

const nothingFails = ({ computeErrors, storeDown }: Settings) => computeErrors === 0 && !storeDown;

/** A row a reason; the first that holds is said beside the control. */
export const effects: readonly Effect[] = [
  {
    settings: ['invalidation'],
    when: () => true,
    says: ({ invalidation }) => strategyWords[invalidation].reaches,
    inert: false,
    always: true,
  },
  {
    settings: ['homeShare', 'productShare', 'categoryShare'],
    when: ({ homeShare, productShare, categoryShare }) => homeShare + productShare + categoryShare === 0,
    says: () => 'Only home pages are requested, since the weights of all pages are 0.',
    inert: false,
    always: true,
  },
  {
    settings: ['messageDelay', 'messageLoss', 'leases'],
    when: ({ invalidation }) => invalidation === 'none',
    says: () => 'No effect with Invalidation: TTL only, since no change sends a message.',
    inert: true,
  },
  {
    settings: ['staleWhileRevalidate', 'refreshAhead', 'earlyExpiry', 'staleIfError', 'softLimit', 'expiry'],
    when: ({ ttl }) => ttl === 'never',
    says: () => 'No effect with TTL: never, since no entry expires.',
    inert: true,
  },
  {
    settings: ['earlyExpiry'],
    when: (settings) =>
      settings.ttl !== 'never' &&
      Number(settings.earlyExpiry) * usualCostMs(settings) < HARDLY * settings.ttl,
    says: (settings) =>
      `Hardly visible: it recomputes about ${Math.round(Number(settings.earlyExpiry) * usualCostMs(settings))} ms (beta × cost) before the end of the TTL. Set a shorter TTL or a greater Compute slowdown.`,
    inert: false,
  },
  {
    settings: ['staleIfError', 'negativeCaching', 'retryBudget'],
    when: nothingFails,
    says: () =>
      'No effect while no computation fails: see Compute errors under Compute and Store down under Database.',
    inert: true,
  },
  {
    settings: ['aliasing'],
    when: ({ memoKind }) => memoKind !== 'sorted-in-place',
    says: () =>
      'No effect unless a page is changed in the cache: see Memo layer: a list that is sorted in place.',
    inert: true,
  },
  {
    settings: ['memoKind'],
    when: ({ memoKind, aliasing }) => memoKind === 'sorted-in-place' && aliasing,
    says: () => 'No harm with Copy on read: what is sorted is a copy.',
    inert: false,
  },
  {
    settings: ['deals'],
    when: ({ memoKind }) => memoKind !== 'reads-the-clock',
    says: () =>
      'Prices change, figures do not: the deal is taken off after the cache. See Memo layer: a function that reads the clock.',
    inert: true,
  },
  {
    settings: ['memoKind'],
    when: ({ memoKind, deals }) => memoKind === 'reads-the-clock' && deals === 'never',
    says: () => 'No harm without a deal: set Deal of the hour under Database.',
    inert: false,
  },
  {
    settings: ['budget'],
    when: ({ budget }, { evictions }) => budget === 'own' && evictions === 0,
    says: () => 'No effect yet: no cache has filled its third of the bytes. Lower Max bytes.',
    inert: true,
  },
  {
    settings: ['budget'],
    when: () => true,
    says: () =>
      'Differs from one budget for all only while the bytes are full and one cache needs less than a third of them.',
    inert: false,
  },
  {
    settings: ['policy'],
    when: (_, { evictions }) => evictions === 0,
    says: () => 'No effect yet: no cache has reached a bound. Lower Max entries or Max bytes.',
    inert: true,
  },
  {
    settings: ['model'],
    when: (_, { servedInstead }) => servedInstead !== undefined,
    says: (_, { servedInstead }) =>
      servedInstead?.training
        ? `${servedInstead.label} serves until the training is over: see the study Model.`
        : `${servedInstead?.label} still serves: the training was cancelled or could not begin. Retrain in the study Model.`,
    inert: false,
    always: true,
  },
  {
    settings: ['updates'],
    when: ({ purchasesPerMinute, model }) => purchasesPerMinute === 0 || model === 'slist',
    says: ({ model }) =>
      model === 'slist' ? 'No effect: SLIST cannot be updated.' : 'No effect without purchases.',
    inert: true,
  },
];

/** Says beside a control why it has no effect under the present settings, or what its effect reaches; undefined: nothing. */
export function effectOf(setting: SettingId, settings: Settings, seen: Seen): string | undefined {
  if (seen.ignored.includes(setting)) return 'No effect: the way that is memoized in does not know it.';
  const byDefault = settings[setting] === defaultSettings[setting];
  return effects
    .find((one) => one.settings.includes(setting) && (one.always || !byDefault) && one.when(settings, seen))
    ?.says(settings, seen);
}
