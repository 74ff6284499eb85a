import { z } from 'zod/mini';
import { formatPrice } from '../../base/units';
import { type Setting, type SettingId, settingIds, settings, settingText } from './settings';
import type { ApiRequest } from './shop';
import { memoCacheNames } from './tier';
import { apiRequestSchema, centsSchema, likesSchema, numberedSchema, thriftSchema } from './value-schemas';
import { type DrillName, drillWords } from './words';

/** How one kind of intervention is written in a link, and said to people. `W` is the intervention, without its kind. */
interface Wording<W> {
  /** Its name in links. It never changes, since old links hold it. */
  readonly word: string;
  /** Returns what comes after the word: words and numbers that need no escaping in an address. */
  write(what: W): readonly (string | number)[];
  /** Returns what the schema is to check, without the kind; undefined for what cannot be read. */
  read(words: readonly string[]): object | undefined;
  /** Says what was done, for the log and for the marks on the charts. */
  describe(what: W): string;
}

/** Makes one row of the table: the kind, its fields, its wording. */
function row<K extends string, F extends Readonly<Record<string, z.ZodMiniType>>>(
  kind: K,
  fields: F,
  wording: Wording<z.infer<z.ZodMiniObject<F>>>,
) {
  return { kind, schema: z.object({ kind: z.literal(kind), ...fields }), ...wording };
}

/**
 * All kinds of interventions. A new kind is one row here, and one in `engine/run/interventions` for its effect, which
 * the compiler asks for.
 */
export const interventionKinds = [
  row(
    'set',
    {
      setting: z.enum(settingIds as [string, ...string[]]),
      value: z.union([z.number(), z.string(), z.boolean()]),
    },
    {
      word: 'set',
      write: ({ setting, value }) => [
        setting,
        (settings[setting as SettingId] as Setting<unknown>).write(value),
      ],
      read: ([id = '', ...rest]) =>
        (settingIds as readonly string[]).includes(id)
          ? { setting: id, value: settings[id as SettingId].read(rest.join('.')) }
          : undefined,
      describe: ({ setting, value }) => settingText(setting as SettingId, value),
    },
  ),
  row(
    'visit',
    { page: apiRequestSchema },
    {
      word: 'visit',
      write: ({ page }) => {
        const values: Readonly<Record<string, string | number>> = page;
        return [page.kind, ...pageIds[page.kind].map((id) => values[id] as number)];
      },
      read: ([kind = '', ...words]) => {
        if (!Object.hasOwn(pageIds, kind)) return undefined;
        const ids = pageIds[kind as ApiRequest['kind']];
        if (words.length !== ids.length) return undefined;
        return { page: { kind, ...Object.fromEntries(ids.map((id, i) => [id, natural(words[i])])) } };
      },
      describe: ({ page }) => `visit: ${page.kind}`,
    },
  ),
  row(
    'setPrice',
    { product: numberedSchema, cents: centsSchema },
    {
      word: 'price',
      write: ({ product, cents }) => [product, cents],
      read: ([product, cents, ...rest]) => only({ product: natural(product), cents: natural(cents) }, rest),
      describe: ({ product, cents }) => `price of product ${product}: ${formatPrice(cents)}`,
    },
  ),
  row(
    'setProfile',
    { shopper: numberedSchema, likes: likesSchema, thrift: thriftSchema },
    {
      word: 'profile',
      write: ({ shopper, thrift, likes }) => [shopper, Math.round(thrift * 100), ...likes],
      read: ([shopper, percent, ...likes]) => ({
        shopper: natural(shopper),
        thrift: natural(percent) / 100,
        likes: likes.map(natural),
      }),
      describe: ({ shopper }) => `profile of shopper ${shopper}`,
    },
  ),
  row(
    'retrain',
    {},
    { word: 'retrain', write: () => [], read: (words) => only({}, words), describe: () => 'retrain' },
  ),
  /** Faults for a while; afterwards all is as it is set. */
  row(
    'drill',
    { drill: z.enum(Object.keys(drillWords) as [DrillName, ...DrillName[]]) },
    {
      word: 'drill',
      write: ({ drill }) => [drill],
      read: ([drill, ...rest]) => only({ drill }, rest),
      describe: ({ drill }) => `drill: ${drillWords[drill].label}`,
    },
  ),
  row(
    'cancelTraining',
    {},
    {
      word: 'cancel',
      write: () => [],
      read: (words) => only({}, words),
      describe: () => 'training cancelled',
    },
  ),
  row(
    'clear',
    { cache: z.enum([...memoCacheNames, 'all']) },
    {
      word: 'clear',
      write: ({ cache }) => [cache],
      read: ([cache, ...rest]) => only({ cache }, rest),
      describe: ({ cache }) => (cache === 'all' ? 'clear all memo caches' : `clear ${cache}`),
    },
  ),
] as const;

/** The ids that a page is named by, in the order in which they are written. */
const pageIds: Readonly<Record<ApiRequest['kind'], readonly string[]>> = {
  recommendations: ['shopper'],
  product: ['product'],
  similar: ['product'],
  category: ['category', 'shopper'],
};

const NATURAL = /^\d{1,16}$/;
/** Returns NaN for what is no row of digits: the schema refuses it. */
const natural = (word: string | undefined): number =>
  word && NATURAL.test(word) ? Number(word) : Number.NaN;

/** Returns what was read if there are no words after it. */
function only(read: object, rest: readonly string[]): object | undefined {
  return rest.length === 0 ? read : undefined;
}
