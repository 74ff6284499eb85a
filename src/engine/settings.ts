import { z } from 'zod/mini';
import { parseBytes, parseDuration, writeBytes, writeDuration } from '../base/units';

/**
 * Everything that can be set, once: the page builds its controls from this table, the link writes and reads by it,
 * the engine and the query client take their values from it. Durations are virtual milliseconds. "Off", "zero" and
 * "for ever" are three different words, never one number.
 */
export const settings = {
  requestsPerSecond: number({
    group: 'traffic',
    label: 'Requests',
    unit: 'requests/s',
    default: 400,
    min: 1,
    max: 10_000,
    scale: 'log',
    help: 'Page requests that arrive per virtual second, as a Poisson process.',
  }),
  shopperSkew: number({
    group: 'traffic',
    label: 'Shopper skew',
    unit: 'Zipf exponent',
    default: 1,
    min: 0,
    max: 1.5,
    step: 0.05,
    help: 'How unevenly shoppers come: 0, all alike; 1, the second comes half as often as the first.',
  }),
  productSkew: number({
    group: 'traffic',
    label: 'Product skew',
    unit: 'Zipf exponent',
    default: 1,
    min: 0,
    max: 1.5,
    step: 0.05,
    help: 'How unevenly products are looked at. The most bought product is rank 1.',
  }),
  homeShare: number({
    group: 'traffic',
    label: 'Home pages',
    unit: 'parts',
    default: 6,
    min: 0,
    max: 20,
    step: 1,
    help: 'Parts of the page mix that are a shopper’s home: one ranking for one shopper.',
  }),
  productShare: number({
    group: 'traffic',
    label: 'Product pages',
    unit: 'parts',
    default: 13,
    min: 0,
    max: 20,
    step: 1,
    help: 'Parts of the page mix that are product pages: one ranking of similar products, the same for everyone.',
  }),
  categoryShare: number({
    group: 'traffic',
    label: 'Category pages',
    unit: 'parts',
    default: 1,
    min: 0,
    max: 20,
    step: 1,
    help: 'Parts of the page mix that are category pages: one ranking for one shopper and one category.',
  }),
  sessionPages: number({
    group: 'traffic',
    label: 'Session length',
    unit: 'pages',
    default: 6,
    min: 1,
    max: 40,
    step: 1,
    help: 'Pages that a shopper opens in one visit, on average.',
  }),
  cores: number({
    group: 'traffic',
    label: 'Cores',
    unit: 'cores',
    default: 4,
    min: 1,
    max: 64,
    scale: 'log',
    step: 1,
    help: 'Computations that run at once; others queue. Too few, and misses wait.',
  }),

  policy: policy({
    group: 'memo',
    label: 'Eviction policy',
    default: 'lru',
    help: 'Which entry makes room when a bound is reached.',
  }),
  entries: number({
    group: 'memo',
    label: 'Entries',
    unit: 'entries a cache',
    default: 10_000,
    min: 1,
    max: 100_000,
    scale: 'log',
    help: 'The most entries that each of the three memo caches holds.',
  }),
  bytes: bytes({
    group: 'memo',
    label: 'Bytes',
    default: 32_000_000,
    min: 10_000,
    max: 1_000_000_000,
    help: 'The most bytes that the memo caches hold together.',
  }),
  budget: choice({
    group: 'memo',
    label: 'Byte budget',
    default: 'shared',
    options: [
      {
        value: 'shared',
        label: 'one for all three',
        help: 'Over it, the cache that holds most bytes evicts.',
      },
      {
        value: 'own',
        label: 'a third each',
        help: 'Each cache has a third of the bytes to itself.',
      },
    ],
    help: 'Whether the three memo caches share the bytes or each have their own.',
  }),
  ttl: duration({
    group: 'memo',
    label: 'TTL',
    default: 60_000,
    min: 100,
    max: 86_400_000,
    words: ['never'],
    help: 'Time to live: how long after its making a value may be served. Longer: more hits, more stale ones.',
  }),
  expiry: choice({
    group: 'memo',
    label: 'Expiry',
    default: 'active',
    options: [
      {
        value: 'active',
        label: 'active',
        help: 'A timer removes what has died: the size falls by itself.',
      },
      {
        value: 'lazy',
        label: 'lazy',
        help: 'Dead entries stay until somebody asks for them or they are evicted.',
      },
    ],
    help: 'When a dead entry leaves memory. Neither serves it.',
  }),
  singleFlight: toggle({
    group: 'memo',
    label: 'Single-flight',
    default: true,
    help: 'Equal misses at the same time wait for one computation instead of starting many.',
  }),
  invalidation: choice({
    group: 'memo',
    label: 'Invalidation',
    default: 'none',
    options: [
      {
        value: 'none',
        label: 'TTL only',
        help: 'A change reaches the caches only when entries expire.',
      },
      {
        value: 'key',
        label: 'by key',
        help: 'A change removes the one entry it is named after: its product page, its shopper’s weights.',
      },
      {
        value: 'tags',
        label: 'by tag',
        help: 'A change removes every entry that was computed from the changed fact.',
      },
    ],
    help: 'What a change of a fact does to the memo caches.',
  }),

  staleTime: duration({
    group: 'query',
    label: 'staleTime',
    default: 0,
    min: 0,
    max: 3_600_000,
    words: ['never'],
    help: 'How long an answer counts as fresh in this browser. 0: every use asks again. never: it never becomes stale.',
  }),
  gcTime: duration({
    group: 'query',
    label: 'gcTime',
    default: 300_000,
    min: 0,
    max: 3_600_000,
    words: ['never'],
    help: 'How long an answer that nothing on the page uses stays in memory.',
  }),
  retry: number({
    group: 'query',
    label: 'Retries',
    unit: 'retries',
    default: 3,
    min: 0,
    max: 6,
    step: 1,
    help: 'How often a failed request is tried again, after 1, 2, 4… seconds.',
  }),
  refetchOnWindowFocus: toggle({
    group: 'query',
    label: 'Refetch on focus',
    default: true,
    help: 'Stale answers in use are asked for again when this window gets the focus.',
  }),

  priceChangesPerMinute: number({
    group: 'world',
    label: 'Price changes',
    unit: 'a minute',
    default: 6,
    min: 0,
    max: 6_000,
    scale: 'log',
    help: 'Prices that change per virtual minute, each in one transaction that bumps the product’s version.',
  }),
  profileUpdatesPerMinute: number({
    group: 'world',
    label: 'Profile updates',
    unit: 'a minute',
    default: 6,
    min: 0,
    max: 6_000,
    scale: 'log',
    help: 'Shoppers per virtual minute who change what they like.',
  }),
  purchasesPerMinute: number({
    group: 'world',
    label: 'Purchases',
    unit: 'a minute',
    default: 6,
    min: 0,
    max: 6_000,
    scale: 'log',
    help: 'Purchases per virtual minute: each changes a shopper’s history and a product’s stock.',
  }),
  retrainEvery: duration({
    group: 'world',
    label: 'Retrain',
    default: 600_000,
    min: 10_000,
    max: 86_400_000,
    words: ['never'],
    help: 'How often the similarity model is trained anew. All similarity lists then belong to an old version.',
  }),

  networkLatency: duration({
    group: 'faults',
    label: 'Network latency',
    default: 40,
    min: 0,
    max: 10_000,
    help: 'Time that a request of this browser is on its way, there and back, without the answer’s making.',
  }),
  networkJitter: duration({
    group: 'faults',
    label: 'Network jitter',
    default: 20,
    min: 0,
    max: 10_000,
    help: 'The most that chance adds to the latency.',
  }),
  networkErrors: number({
    group: 'faults',
    label: 'Network errors',
    unit: '%',
    default: 0,
    min: 0,
    max: 100,
    step: 1,
    help: 'Share of this browser’s requests that are answered with 503.',
  }),
  offline: toggle({
    group: 'faults',
    label: 'Offline',
    default: false,
    help: 'No request of this browser arrives anywhere.',
  }),
  storeLatency: duration({
    group: 'faults',
    label: 'Store latency',
    default: 2,
    min: 0,
    max: 10_000,
    help: 'Virtual time of one database query.',
  }),
  computeSlowdown: number({
    group: 'faults',
    label: 'Compute slowdown',
    unit: '×',
    default: 1,
    min: 1,
    max: 100,
    scale: 'log',
    help: 'Makes every computation take this many times its virtual time.',
  }),
} as const;

export type SettingId = keyof typeof settings;
export type Settings = {
  -readonly [K in SettingId]: (typeof settings)[K] extends Setting<infer V> ? V : never;
};
export const settingIds = Object.keys(settings) as SettingId[];

export const defaultSettings = Object.fromEntries(
  settingIds.map((id) => [id, settings[id].default]),
) as Settings;

export const settingsSchema = z.object(
  Object.fromEntries(settingIds.map((id) => [id, settings[id].schema])),
) as unknown as z.ZodMiniType<Settings>;

export type SettingGroup = 'traffic' | 'memo' | 'query' | 'world' | 'faults';

interface About<T> {
  readonly group: SettingGroup;
  readonly label: string;
  /** What it does, in one or two sentences. */
  readonly help: string;
  readonly default: T;
}

export type Control =
  | {
      readonly kind: 'number';
      readonly unit: string;
      readonly min: number;
      readonly max: number;
      readonly scale: 'linear' | 'log';
      readonly step: number;
    }
  | {
      readonly kind: 'duration';
      readonly min: number;
      readonly max: number;
      readonly words: readonly string[];
    }
  | { readonly kind: 'bytes'; readonly min: number; readonly max: number }
  | {
      readonly kind: 'choice';
      readonly options: readonly {
        readonly value: string;
        readonly label: string;
        readonly help: string;
      }[];
    }
  /** The options come with the engine's catalogue. */
  | { readonly kind: 'policy' }
  | { readonly kind: 'toggle' };

export interface Setting<T> extends About<T> {
  readonly control: Control;
  readonly schema: z.ZodMiniType<T>;
  /** Text form for links. `read` gives undefined for what does not parse. */
  write(value: T): string;
  read(text: string): T | undefined;
}

function define<T>(
  about: About<T>,
  control: Control,
  schema: z.ZodMiniType<T>,
  write: (value: T) => string,
  parse: (text: string) => unknown,
): Setting<T> {
  const read = (text: string) => {
    const parsed = schema.safeParse(parse(text));
    return parsed.success ? parsed.data : undefined;
  };
  return { ...about, control, schema, write, read };
}

function number(
  about: About<number> & {
    unit: string;
    min: number;
    max: number;
    scale?: 'log';
    step?: number;
  },
): Setting<number> {
  const { unit, min, max, scale = 'linear', step = 1, ...rest } = about;
  const schema = z.number().check(z.gte(min), z.lte(max));
  return define(rest, { kind: 'number', unit, min, max, scale, step }, schema, String, (text) =>
    text.trim() === '' ? undefined : Number(text),
  );
}

function duration(about: About<number> & { min: number; max: number }): Setting<number>;
function duration(
  about: About<number | 'never'> & {
    min: number;
    max: number;
    words: readonly ['never'];
  },
): Setting<number | 'never'>;
function duration(
  about: About<number | 'never'> & {
    min: number;
    max: number;
    words?: readonly ['never'];
  },
) {
  const { min, max, words = [], ...rest } = about;
  const ms = z.int().check(z.gte(min), z.lte(max));
  return define<number | 'never'>(
    rest,
    { kind: 'duration', min, max, words },
    words.length > 0 ? z.union([ms, z.literal('never')]) : ms,
    (value) => (value === 'never' ? value : writeDuration(value)),
    (text) => (text === 'never' ? text : parseDuration(text)),
  );
}

function bytes(about: About<number> & { min: number; max: number }): Setting<number> {
  const { min, max, ...rest } = about;
  return define(
    rest,
    { kind: 'bytes', min, max },
    z.int().check(z.gte(min), z.lte(max)),
    writeBytes,
    parseBytes,
  );
}

function choice<const V extends string>(
  about: About<NoInfer<V>> & {
    options: readonly { value: V; label: string; help: string }[];
  },
): Setting<V> {
  const { options, ...rest } = about;
  const schema = z.enum(options.map(({ value }) => value)) as unknown as z.ZodMiniType<V>;
  return define(rest, { kind: 'choice', options }, schema, String, (text) => text);
}

function policy(about: About<string>): Setting<string> {
  return define(
    about,
    { kind: 'policy' },
    z.string().check(z.regex(/^[a-z0-9-]{1,40}$/)),
    String,
    (text) => text,
  );
}

function toggle(about: About<boolean>): Setting<boolean> {
  return define(
    about,
    { kind: 'toggle' },
    z.boolean(),
    (value) => (value ? 'on' : 'off'),
    (text) => (text === 'on' ? true : text === 'off' ? false : undefined),
  );
}
