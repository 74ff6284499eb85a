import { audit } from './audit';
import { faults } from './faults';
import { invalidation } from './invalidation';
import type { Setting } from './kinds';
import { memo } from './memo';
import { protections } from './protections';
import { query } from './query';
import { traffic } from './traffic';
import { world } from './world';

export type { Control, Setting } from './kinds';

/**
 * Everything that can be set, once: the page builds its controls from this table, the link writes and reads by it,
 * the engine and the query client take their values from it. Durations are virtual milliseconds. "Off", "zero" and
 * "for ever" are three different words, never one number. What kinds of settings there are: `setting-kinds`.
 */
export const settings = {
  ...traffic,
  ...memo,
  ...invalidation,
  ...protections,
  ...query,
  ...world,
  ...faults,
  ...audit,
} as const;

export type SettingId = keyof typeof settings;
export type Settings = {
  -readonly [K in SettingId]: (typeof settings)[K] extends Setting<infer V> ? V : never;
};
export const settingIds = Object.keys(settings) as SettingId[];

export const defaultSettings = Object.fromEntries(
  settingIds.map((id) => [id, settings[id].default]),
) as Settings;

/** Settings that concern this browser's own cache and network alone: the engine's caches know nothing of them. */
export const ofThisBrowser: ReadonlySet<SettingId> = new Set([
  ...(Object.keys(query) as (keyof typeof query)[]),
  'networkLatency',
  'networkJitter',
  'networkErrors',
  'offline',
] as const);

/** A setting and its value in the words of its control: `TTL: 30s`, `Invalidation: by tag`. */
export function settingText(id: SettingId, value: unknown): string {
  // The table's entries differ in the type of their values; each takes its own.
  const { label, control, write } = settings[id] as Setting<unknown>;
  const option = control.kind === 'choice' ? control.options.find((one) => one.value === value) : undefined;
  return `${label}: ${option?.label ?? write(value)}`;
}
