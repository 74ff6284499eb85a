import { z } from 'zod/mini';
import type { Intervention, RunSpec, TimedIntervention } from './engine';
import { interventionSchema } from './intervention-schema';
import { defaultSettings, type Setting, type SettingId, settingIds, settings } from './settings';

/**
 * A run as a link: `v` the version, `seed`, `shop`, each setting that is not at its default under its own name
 * (`ttl=30s`, `bytes=4MB`), and in `do` what was done by hand, with its virtual time. Opening it gives the same run.
 */
export const RUN_LINK_VERSION = 1;

/** Brings the parameters of version n (its index plus 1) to the next. Old links never die. */
const upgraders: readonly ((old: URLSearchParams) => URLSearchParams)[] = [];

/** What people did is kept in links up to so many steps; more would not fit into an address. */
export const MOST_LINKED_INTERVENTIONS = 150;
export const DEFAULT_SEED = 42;

const seedSchema = z.coerce.number().check(z.multipleOf(1), z.gte(0), z.lte(999_999_999));

export function writeRunLink({ seed, shop, settings: values, interventions }: RunSpec): URLSearchParams {
  const link = new URLSearchParams({ v: String(RUN_LINK_VERSION) });
  if (seed !== DEFAULT_SEED) link.set('seed', String(seed));
  if (shop !== 'embedded') link.set('shop', shop);
  for (const id of settingIds) {
    if (values[id] !== defaultSettings[id]) link.set(id, writeSetting(id, values[id]));
  }
  const done = interventions
    .slice(0, MOST_LINKED_INTERVENTIONS)
    .map(({ at, what }) => `${at}~${writeIntervention(what)}`);
  if (done.length > 0) link.set('do', done.join('_'));
  return link;
}

/** Never fails: what cannot be read is left at its default and named in a notice. */
export function readRunLink(parameters: URLSearchParams): { spec: RunSpec; notices: string[] } {
  const notices: string[] = [];
  const link = upgraded(parameters, notices);
  const values: Record<string, unknown> = { ...defaultSettings };
  const known = new Set<string>(['v', 'seed', 'shop', 'do', ...settingIds]);
  for (const key of new Set(link.keys()))
    if (!known.has(key)) notices.push(`The link has “${key}”, which means nothing here.`);

  for (const id of settingIds) {
    const text = link.get(id);
    if (text === null) continue;
    const value = settings[id].read(text);
    if (value === undefined)
      notices.push(
        `${settings[id].label} cannot be “${text}”: use ${settings[id].expects}. It is ${writeSetting(id, defaultSettings[id])}.`,
      );
    else values[id] = value;
  }
  const seedText = link.get('seed');
  const seed =
    seedText === null ? { success: true as const, data: DEFAULT_SEED } : seedSchema.safeParse(seedText);
  if (!seed.success) notices.push(`The seed cannot be “${seedText}”; it is ${DEFAULT_SEED}.`);
  const shop = link.get('shop') ?? 'embedded';
  if (shop !== 'embedded' && shop !== 'imported')
    notices.push(`There is no shop “${shop}”; it is the embedded one.`);

  return {
    spec: {
      seed: seed.success ? seed.data : DEFAULT_SEED,
      shop: shop === 'imported' ? 'imported' : 'embedded',
      settings: values as RunSpec['settings'],
      interventions: readInterventions(link.get('do'), notices),
    },
    notices,
  };
}

function upgraded(link: URLSearchParams, notices: string[]): URLSearchParams {
  const version = Number(link.get('v') ?? RUN_LINK_VERSION);
  if (!Number.isInteger(version) || version < 1 || version > RUN_LINK_VERSION) {
    notices.push(`The link is of version ${link.get('v')}, this page reads up to ${RUN_LINK_VERSION}.`);
    return link;
  }
  return upgraders.slice(version - 1).reduce((old, upgrade) => upgrade(old), link);
}

function readInterventions(text: string | null, notices: string[]): TimedIntervention[] {
  if (!text) return [];
  const found: TimedIntervention[] = [];
  for (const one of text.split('_')) {
    const [at = '', written = ''] = one.split('~');
    const what = readIntervention(written);
    const when = Number(at);
    if (what && at !== '' && Number.isSafeInteger(when) && when >= 0) found.push({ at: when, what });
    else notices.push(`A step of the link could not be read: “${one}”.`);
  }
  return found.sort((a, b) => a.at - b.at);
}

/** `set.ttl.30s`, `price.12.999`, `visit.similar.12`: words and numbers that need no escaping in an address. */
function writeIntervention(what: Intervention): string {
  switch (what.kind) {
    case 'set':
      return ['set', what.setting, writeSetting(what.setting as SettingId, what.value)].join('.');
    case 'setPrice':
      return ['price', what.product, what.cents].join('.');
    case 'setProfile':
      return ['profile', what.shopper, Math.round(what.thrift * 100), ...what.likes].join('.');
    case 'clear':
      return ['clear', what.cache].join('.');
    case 'retrain':
      return 'retrain';
    case 'drill':
      return ['drill', what.drill].join('.');
    case 'cancelTraining':
      return 'cancel';
    case 'visit': {
      const { kind, ...ids } = what.page;
      return [
        'visit',
        kind,
        ...Object.keys(ids)
          .sort()
          .map((name) => (ids as Record<string, number>)[name]),
      ].join('.');
    }
  }
}

function readIntervention(text: string): Intervention | undefined {
  const [kind, ...words] = text.split('.');
  const numbers = words.map(Number);
  const candidate = (() => {
    switch (kind) {
      case 'set': {
        const [id = '', ...rest] = words;
        if (!(settingIds as string[]).includes(id)) return undefined;
        return { kind, setting: id, value: settings[id as SettingId].read(rest.join('.')) };
      }
      case 'price':
        return { kind: 'setPrice', product: numbers[0], cents: numbers[1] };
      case 'profile':
        return {
          kind: 'setProfile',
          shopper: numbers[0],
          thrift: (numbers[1] ?? 0) / 100,
          likes: numbers.slice(2),
        };
      case 'clear':
        return { kind, cache: words[0] };
      case 'retrain':
        return { kind };
      case 'drill':
        return { kind, drill: words[0] };
      case 'cancel':
        return { kind: 'cancelTraining' };
      case 'visit':
        return { kind, page: readPage(words[0], numbers.slice(1)) };
      default:
        return undefined;
    }
  })();
  const parsed = interventionSchema.safeParse(candidate);
  return parsed.success ? parsed.data : undefined;
}

function readPage(kind: string | undefined, [first, second]: readonly number[]): unknown {
  switch (kind) {
    case 'recommendations':
      return { kind, shopper: first };
    case 'product':
    case 'similar':
      return { kind, product: first };
    case 'category':
      return { kind, category: first, shopper: second };
    default:
      return undefined;
  }
}

/** The table's entries differ in their value's type; a setting's own writer takes its own value. */
const writeSetting = (id: SettingId, value: unknown): string =>
  (settings[id] as Setting<unknown>).write(value);
