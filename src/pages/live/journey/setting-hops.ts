import {
  defaultSettings,
  type SettingId,
  type Settings,
  settingIds,
} from '../../../engine/contract/settings';
import type { HopId } from './hop';

/** Names of the folds that hide the less common settings of a hop. */
const foldNames = {
  shoppers: ['Kinds of pages', 'Audits'],
  query: ['Retries and refetches'],
  network: ['Jitter and outage'],
  memo: ['Memory and expiry', 'Stampedes and refreshes', 'Failures and timeouts', 'How it is written'],
  shared: [],
  compute: ['Training', 'Compute faults'],
  database: ['Other changes', 'Messages about changes', 'Queries and outage'],
} as const satisfies Record<HopId, readonly string[]>;

/** The hop of a setting, and the fold that hides it; without one it is always in view. */
type Place = {
  [H in HopId]: readonly [hop: H] | readonly [hop: H, fold: (typeof foldNames)[H][number]];
}[HopId];

/** The place of every setting, in the order of the page. */
const places: Readonly<Record<SettingId, Place>> = {
  requestsPerSecond: ['shoppers'],
  shopperSkew: ['shoppers'],
  productSkew: ['shoppers'],
  homeShare: ['shoppers', 'Kinds of pages'],
  productShare: ['shoppers', 'Kinds of pages'],
  categoryShare: ['shoppers', 'Kinds of pages'],
  sessionPages: ['shoppers', 'Kinds of pages'],
  auditRate: ['shoppers', 'Audits'],
  freshAuditRate: ['shoppers', 'Audits'],
  staleTime: ['query'],
  gcTime: ['query'],
  retry: ['query', 'Retries and refetches'],
  refetchOnWindowFocus: ['query', 'Retries and refetches'],
  networkLatency: ['network'],
  networkErrors: ['network'],
  networkJitter: ['network', 'Jitter and outage'],
  offline: ['network', 'Jitter and outage'],
  ttl: ['memo'],
  entries: ['memo'],
  bytes: ['memo'],
  policy: ['memo'],
  budget: ['memo', 'Memory and expiry'],
  expiry: ['memo', 'Memory and expiry'],
  scanBypass: ['memo', 'Memory and expiry'],
  singleFlight: ['memo', 'Stampedes and refreshes'],
  staleWhileRevalidate: ['memo', 'Stampedes and refreshes'],
  refreshAhead: ['memo', 'Stampedes and refreshes'],
  earlyExpiry: ['memo', 'Stampedes and refreshes'],
  staleIfError: ['memo', 'Failures and timeouts'],
  negativeCaching: ['memo', 'Failures and timeouts'],
  softLimit: ['memo', 'Failures and timeouts'],
  hardLimit: ['memo', 'Failures and timeouts'],
  keepDegraded: ['memo', 'Failures and timeouts'],
  memoKind: ['memo', 'How it is written'],
  leases: ['memo', 'How it is written'],
  aliasing: ['memo', 'How it is written'],
  cores: ['compute'],
  model: ['compute'],
  retrainEvery: ['compute', 'Training'],
  updates: ['compute', 'Training'],
  computeErrors: ['compute', 'Compute faults'],
  computeSlowdown: ['compute', 'Compute faults'],
  retryBudget: ['compute', 'Compute faults'],
  priceChangesPerMinute: ['database'],
  invalidation: ['database'],
  profileUpdatesPerMinute: ['database', 'Other changes'],
  purchasesPerMinute: ['database', 'Other changes'],
  deals: ['database', 'Other changes'],
  messageDelay: ['database', 'Messages about changes'],
  messageLoss: ['database', 'Messages about changes'],
  storeLatency: ['database', 'Queries and outage'],
  storeDown: ['database', 'Queries and outage'],
  productReads: ['database', 'Queries and outage'],
};

const ordered = Object.keys(places) as SettingId[];

export const hopOfSetting = (id: SettingId): HopId => places[id][0];

/** All settings of a hop, those in view first. */
export const settingsOf = (hop: HopId): SettingId[] => ordered.filter((id) => places[id][0] === hop);

/** The settings of a hop that are always in view. */
export const essentialOf = (hop: HopId): SettingId[] =>
  settingsOf(hop).filter((id) => places[id].length === 1);

/** The folds of a hop, each with its settings. */
export const foldsOf = (hop: HopId): { readonly title: string; readonly ids: readonly SettingId[] }[] =>
  foldNames[hop].map((title) => ({ title, ids: settingsOf(hop).filter((id) => places[id][1] === title) }));

/** Those of the settings that differ from their defaults. */
export const changedOf = (settings: Settings, ids: readonly SettingId[] = settingIds): SettingId[] =>
  ids.filter((id) => settings[id] !== defaultSettings[id]);
