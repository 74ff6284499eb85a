import { type SettingId, settings } from '../../engine/contract/settings';
import type { HopId } from '../../pages/live/journey/hop';
import { hops } from '../../pages/live/journey/hops';
import { foldsOf, settingsOf } from '../../pages/live/journey/setting-hops';
import { type CommandId, commands, keyCap } from '../commands';
import { type Scenario, scenarios } from '../scenarios';

/** What choosing an entry does. */
export type PaletteTarget =
  | { readonly kind: 'setting'; readonly id: SettingId }
  | { readonly kind: 'hop'; readonly id: HopId }
  | { readonly kind: 'scenario'; readonly scenario: Scenario }
  | { readonly kind: 'page'; readonly path: string }
  | { readonly kind: 'command'; readonly id: CommandId };

/** A line of the search. */
export interface PaletteEntry {
  /** Stable: the kind and the id that links use, such as `setting:ttl`. */
  readonly name: string;
  readonly title: string;
  /** Where it is, what it shows, or its keys. */
  readonly about: string;
  readonly target: PaletteTarget;
}

/** All that can be searched for, in the order of an empty search. @param pages of the header */
export function paletteEntries(
  pages: readonly { readonly path: string; readonly title: string }[],
): PaletteEntry[] {
  return [
    ...hops.map(({ id, title, place }) => entry({ kind: 'hop', id }, id, title, place)),
    ...hops.flatMap(({ id, title }) =>
      settingsOf(id).map((setting) =>
        entry(
          { kind: 'setting', id: setting },
          setting,
          settings[setting].label,
          [title, ...foldOf(id, setting)].join(' › '),
        ),
      ),
    ),
    ...scenarios.map((scenario) =>
      entry({ kind: 'scenario', scenario }, scenario.id, scenario.title, scenario.teaches),
    ),
    ...pages.map(({ path, title }) => entry({ kind: 'page', path }, path || 'live', title, '')),
    ...commands
      .filter(({ id }) => id !== 'search')
      .map((command) =>
        entry({ kind: 'command', id: command.id }, command.id, command.label, keysOf(command)),
      ),
  ];
}

const entry = (target: PaletteTarget, id: string, title: string, about: string): PaletteEntry => ({
  name: `${target.kind}:${id}`,
  title,
  about,
  target,
});

const foldOf = (hop: HopId, id: SettingId): string[] =>
  foldsOf(hop)
    .filter(({ ids }) => ids.includes(id))
    .map(({ title }) => title);

const keysOf = (command: (typeof commands)[number]): string =>
  `${'withCtrl' in command ? 'Ctrl ' : ''}${command.keys.map(keyCap).join(' or ')}`;

/**
 * Returns the entries that contain every word of a query in their title, their place or their name, in any case: first
 * the title that is the query, then titles that begin with the query, then titles with a word that does, then titles that contain it, then the others.
 */
export function searchPalette(entries: readonly PaletteEntry[], query: string): PaletteEntry[] {
  const wanted = query.trim().toLowerCase();
  const words = wanted.split(/\s+/);
  const found = entries.filter(({ name, title, about }) => {
    const text = `${title} ${about} ${name}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  return found
    .map((one) => ({ one, rank: rankOf(one.title.toLowerCase(), wanted) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ one }) => one);
}

function rankOf(title: string, wanted: string): number {
  if (title === wanted) return -1;
  if (title.startsWith(wanted)) return 0;
  if (title.split(/[\s-]+/).some((word) => word.startsWith(wanted))) return 1;
  return title.includes(wanted) ? 2 : 3;
}
