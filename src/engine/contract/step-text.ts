import { interventionSchema } from './intervention-schema';
import type { Intervention } from './run';
import { type Setting, type SettingId, settingIds, settings } from './settings';
import type { ApiRequest } from './shop';

type OfKind<K extends Intervention['kind']> = Extract<Intervention, { kind: K }>;

/** How one kind of step is written: words and numbers that need no escaping in an address. */
interface StepText<K extends Intervention['kind']> {
  readonly word: string;
  write(what: OfKind<K>): readonly (string | number)[];
  /** Returns what the schema of interventions is to check, without the kind; undefined for what cannot be read. */
  read(words: readonly string[]): object | undefined;
}

const NATURAL = /^\d{1,16}$/;
/** Returns NaN for what is no row of digits: the schema refuses it. */
const natural = (word: string | undefined): number =>
  word && NATURAL.test(word) ? Number(word) : Number.NaN;

/** The ids that a page is named by, in the order in which they are written. */
const pageIds: Readonly<Record<ApiRequest['kind'], readonly string[]>> = {
  recommendations: ['shopper'],
  product: ['product'],
  similar: ['product'],
  category: ['category', 'shopper'],
};

/** By kind. A new kind is one more row here; old words never change, since links hold them. */
const kinds: { readonly [K in Intervention['kind']]: StepText<K> } = {
  set: {
    word: 'set',
    write: ({ setting, value }) => [
      setting,
      (settings[setting as SettingId] as Setting<unknown>).write(value),
    ],
    read: ([id = '', ...rest]) =>
      (settingIds as readonly string[]).includes(id)
        ? { setting: id, value: settings[id as SettingId].read(rest.join('.')) }
        : undefined,
  },
  visit: {
    word: 'visit',
    write: ({ page }) => [
      page.kind,
      ...pageIds[page.kind].map((id) => (page as unknown as Readonly<Record<string, number>>)[id] as number),
    ],
    read: ([kind = '', ...words]) => {
      if (!Object.hasOwn(pageIds, kind)) return undefined;
      const ids = pageIds[kind as ApiRequest['kind']];
      if (words.length !== ids.length) return undefined;
      return { page: { kind, ...Object.fromEntries(ids.map((id, i) => [id, natural(words[i])])) } };
    },
  },
  setPrice: {
    word: 'price',
    write: ({ product, cents }) => [product, cents],
    read: ([product, cents, ...rest]) =>
      rest.length === 0 ? { product: natural(product), cents: natural(cents) } : undefined,
  },
  setProfile: {
    word: 'profile',
    write: ({ shopper, thrift, likes }) => [shopper, Math.round(thrift * 100), ...likes],
    read: ([shopper, percent, ...likes]) => ({
      shopper: natural(shopper),
      thrift: natural(percent) / 100,
      likes: likes.map(natural),
    }),
  },
  retrain: { word: 'retrain', write: () => [], read: nothing },
  cancelTraining: { word: 'cancel', write: () => [], read: nothing },
  drill: { word: 'drill', write: ({ drill }) => [drill], read: ([drill, ...rest]) => only({ drill }, rest) },
  clear: { word: 'clear', write: ({ cache }) => [cache], read: ([cache, ...rest]) => only({ cache }, rest) },
};

function nothing(words: readonly string[]): object | undefined {
  return only({}, words);
}

function only(read: object, rest: readonly string[]): object | undefined {
  return rest.length === 0 ? read : undefined;
}

const kindOfWord = new Map(
  (Object.keys(kinds) as Intervention['kind'][]).map((kind) => [kinds[kind].word, kind]),
);

/** Returns what a person did as a word of a link: `set.ttl.30s`, `price.12.999`, `visit.similar.12`. */
export function writeStep(what: Intervention): string {
  // The table's rows differ in the kind that they take; each is given its own.
  const { word, write } = kinds[what.kind] as StepText<Intervention['kind']>;
  return [word, ...write(what)].join('.');
}

/** Returns what a word of a link says was done: just what the engine accepts; undefined for anything else. */
export function readStep(text: string): Intervention | undefined {
  const [word = '', ...words] = text.split('.');
  const kind = kindOfWord.get(word);
  const read = kind && kinds[kind].read(words);
  if (!read) return undefined;
  const parsed = interventionSchema.safeParse({ kind, ...read });
  return parsed.success ? parsed.data : undefined;
}
