import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Intervention, RunSpec } from './engine';
import type { RunView } from './run';
import { DEFAULT_SEED, MOST_LINK_CHARACTERS, readRunLink, writeRunLink } from './run-link';
import { defaultSettings, type Settings } from './settings';

const id = fc.nat(4_000);
const intervention: fc.Arbitrary<Intervention> = fc.oneof(
  fc.constantFrom<Intervention>(
    { kind: 'set', setting: 'ttl', value: 'never' },
    { kind: 'set', setting: 'ttl', value: 1_500 },
    { kind: 'set', setting: 'bytes', value: 4_000_000 },
    { kind: 'set', setting: 'shopperSkew', value: 0.85 },
    { kind: 'set', setting: 'singleFlight', value: false },
    { kind: 'set', setting: 'invalidation', value: 'tags' },
    { kind: 'set', setting: 'policy', value: 's3-fifo' },
    { kind: 'retrain' },
    { kind: 'clear', cache: 'rankings' },
    { kind: 'drill', drill: 'store-down' },
    { kind: 'cancelTraining' },
  ),
  fc.record({
    kind: fc.constant('setPrice' as const),
    product: id,
    cents: fc.integer({ min: 1, max: 100_000_000 }),
  }),
  fc.record({
    kind: fc.constant('setProfile' as const),
    shopper: id,
    likes: fc.array(fc.nat(23), { maxLength: 4 }),
    thrift: fc.nat(100).map((n) => n / 100),
  }),
  fc.record({
    kind: fc.constant('visit' as const),
    page: fc.oneof(
      fc.record({ kind: fc.constant('recommendations' as const), shopper: id }),
      fc.record({ kind: fc.constant('similar' as const), product: id }),
      fc.record({ kind: fc.constant('product' as const), product: id }),
      fc.record({ kind: fc.constant('category' as const), category: fc.nat(23), shopper: id }),
    ),
  }),
);
const spec: fc.Arbitrary<RunSpec> = fc.record({
  seed: fc.nat(999_999_999),
  shop: fc.constantFrom('embedded' as const, 'imported' as const),
  settings: fc
    .record({
      ttl: fc.oneof(fc.constant('never' as const), fc.integer({ min: 100, max: 86_400_000 })),
      bytes: fc.integer({ min: 10_000, max: 1_000_000_000 }),
      shopperSkew: fc.nat(150).map((n) => n / 100),
      offline: fc.boolean(),
      budget: fc.constantFrom('shared' as const, 'own' as const),
    })
    .map((some) => ({ ...defaultSettings, ...some })),
  interventions: fc
    .array(
      fc.record({
        at: fc.oneof(fc.nat(1e9), fc.double({ min: 0, max: 1e12, noNaN: true })),
        what: intervention,
      }),
      { maxLength: 20 },
    )
    .map((list) => list.sort((a, b) => a.at - b.at)),
});

const view: fc.Arbitrary<RunView> = fc.record(
  {
    speed: fc.oneof(fc.constant('max' as const), fc.double({ min: 0.1, max: 60, noNaN: true })),
    study: fc.constantFrom('truth', 'naive'),
    at: fc.double({ min: 1e-9, max: 1e12, noNaN: true }),
  },
  { requiredKeys: ['speed'] },
);

test('any run comes back from its link with how it is looked at, also after other escaping', () => {
  fc.assert(
    fc.property(spec, view, (run, looked) => {
      const { text, leftOut } = writeRunLink(run, looked);
      expect(leftOut).toBeUndefined();
      for (const link of [text, new URLSearchParams(text).toString()]) {
        const { spec: read, view: readView, notices } = readRunLink(link);
        expect(notices).toEqual([]);
        expect(read).toEqual(run);
        expect(readView).toEqual(looked);
      }
    }),
  );
});

const start: RunSpec = { seed: DEFAULT_SEED, shop: 'embedded', settings: defaultSettings, interventions: [] };

test('a run at its defaults has a short link', () => {
  expect(writeRunLink(start).text).toBe('v=1');
});

test('what cannot be read is named, and everything else still holds', () => {
  const { spec: read, notices } = readRunLink(
    'ttl=30&entries=50&seed=abc&colour=red&shop=corner&do=5~set.ttl.1s_x~retrain_7~launch',
  );
  expect(read.settings).toEqual({ ...defaultSettings, entries: 50 });
  expect(read.seed).toBe(DEFAULT_SEED);
  expect(read.interventions).toEqual([{ at: 5, what: { kind: 'set', setting: 'ttl', value: 1_000 } }]);
  expect(notices).toHaveLength(6);
  expect(notices.join('\n')).toContain('TTL cannot be “30”');
});

test.each([
  ['speed=0.01', 'The speed cannot be “0.01”'],
  ['at=soon', 'The moment cannot be “soon”'],
  ['study=1=1', 'There is no study “1=1”'],
  ['shop=imported&data=xyz', 'by “xyz”, which is no hash'],
])('how a run is looked at can be wrong too: %s', (link, said) => {
  const { view: looked, notices } = readRunLink(link);
  expect(looked).toEqual({ speed: 1 });
  expect(notices).toEqual([expect.stringContaining(said)]);
});

/** Links as earlier versions of this page wrote them, with what they must open. */
const oldLinks: readonly (readonly [link: string, run: Partial<RunSpec>, settings: Partial<Settings>])[] = [
  ['v=1', {}, {}],
  [
    'v=1&seed=7&shopperSkew=0.85&policy=s3-fifo&entries=200&bytes=4MB&ttl=30s&invalidation=tags&singleFlight=off&staleTime=never&offline=on',
    { seed: 7 },
    {
      shopperSkew: 0.85,
      policy: 's3-fifo',
      entries: 200,
      bytes: 4_000_000,
      ttl: 30_000,
      invalidation: 'tags',
      singleFlight: false,
      staleTime: 'never',
      offline: true,
    },
  ],
  [
    'v=1&seed=7&shop=imported&ttl=never&do=500%7Eset.ttl.5s_600%7Eset.staleTime.7s_61000%7Eset.singleFlight.off',
    {
      seed: 7,
      shop: 'imported',
      interventions: [
        { at: 500, what: { kind: 'set', setting: 'ttl', value: 5_000 } },
        { at: 600, what: { kind: 'set', setting: 'staleTime', value: 7_000 } },
        { at: 61_000, what: { kind: 'set', setting: 'singleFlight', value: false } },
      ],
    },
    { ttl: 'never' },
  ],
  [
    'v=1&seed=999999999&budget=own&priceChangesPerMinute=600&do=1%7Eprice.12.9950_2%7Eprofile.7.7.1.2.3_3%7Eprofile.8.100_1000%7Evisit.recommendations.3_1001%7Evisit.product.3_1002%7Evisit.similar.3_1003%7Evisit.category.4.3',
    {
      seed: 999_999_999,
      interventions: [
        { at: 1, what: { kind: 'setPrice', product: 12, cents: 9_950 } },
        { at: 2, what: { kind: 'setProfile', shopper: 7, likes: [1, 2, 3], thrift: 0.07 } },
        { at: 3, what: { kind: 'setProfile', shopper: 8, likes: [], thrift: 1 } },
        { at: 1_000, what: { kind: 'visit', page: { kind: 'recommendations', shopper: 3 } } },
        { at: 1_001, what: { kind: 'visit', page: { kind: 'product', product: 3 } } },
        { at: 1_002, what: { kind: 'visit', page: { kind: 'similar', product: 3 } } },
        { at: 1_003, what: { kind: 'visit', page: { kind: 'category', category: 4, shopper: 3 } } },
      ],
    },
    { budget: 'own', priceChangesPerMinute: 600 },
  ],
  [
    'v=1&seed=0&model=ease&do=100%7Eretrain_200%7Ecancel_300%7Edrill.store-down_400%7Eclear.all_400%7Eclear.rankings',
    {
      seed: 0,
      interventions: [
        { at: 100, what: { kind: 'retrain' } },
        { at: 200, what: { kind: 'cancelTraining' } },
        { at: 300, what: { kind: 'drill', drill: 'store-down' } },
        { at: 400, what: { kind: 'clear', cache: 'all' } },
        { at: 400, what: { kind: 'clear', cache: 'rankings' } },
      ],
    },
    { model: 'ease' },
  ],
];

test.each(oldLinks)('an old link opens as ever: %s', (link, run, changed) => {
  const { spec: read, view: looked, notices } = readRunLink(link);
  expect(notices).toEqual([]);
  expect(read).toEqual({ ...start, ...run, settings: { ...defaultSettings, ...changed } });
  expect(looked).toEqual({ speed: 1 });
});

test('a name that stands twice is reported with the value that counts; several lists of steps are one', () => {
  const { spec, notices } = readRunLink(
    'v=1&seed=1&seed=2&ttl=1s&ttl=5min&do=2000~retrain&do=1000~set.entries.5',
  );
  expect(spec).toMatchObject({ seed: 1, settings: { ttl: 1_000 } });
  expect(spec.interventions.map(({ at, what }) => [at, what.kind])).toEqual([
    [1_000, 'set'],
    [2_000, 'retrain'],
  ]);
  expect(notices).toEqual([
    'The link has “seed” more than once: the first counts, “1”.',
    'The link has “ttl” more than once: the first counts, “1s”.',
  ]);
});

test('a moment that is too late is refused with the last one', () => {
  expect(readRunLink('v=1&at=9007199254740991').notices.join()).toContain('milliseconds up to 1000000000000');
});

test('a link holds the first steps that fit, and says how many do not and from when', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 2_000 }),
      fc.array(intervention, { minLength: 1, maxLength: 9 }),
      (count, kinds) => {
        const interventions = Array.from({ length: count }, (_, i) => ({
          at: i * 1_000,
          what: kinds[i % kinds.length] as Intervention,
        }));
        const { text, leftOut } = writeRunLink({ ...start, interventions });
        expect(text.length).toBeLessThanOrEqual(MOST_LINK_CHARACTERS);
        const { spec: read, notices } = readRunLink(text);
        const held = read.interventions.length;
        expect(read.interventions).toEqual(interventions.slice(0, held));
        expect(leftOut).toEqual(held === count ? undefined : { steps: count - held, from: held * 1_000 });
        expect(notices).toHaveLength(held === count ? 0 : 1);
      },
    ),
    { numRuns: 40 },
  );
});

test('a link that left steps out says it to the person who opens it', () => {
  const interventions = Array.from({ length: 1_000 }, (_, i) => ({
    at: i * 1_000,
    what: { kind: 'setPrice', product: i, cents: 100 } as const,
  }));
  const { text, leftOut } = writeRunLink({ ...start, interventions });
  expect(leftOut?.steps).toBeGreaterThan(400);
  const minutes = Math.floor((leftOut?.from ?? 0) / 60_000);
  const { notices } = readRunLink(text);
  expect(notices).toEqual([
    expect.stringMatching(
      new RegExp(
        `^This link left out ${leftOut?.steps} later steps: .* 00:0${minutes}:\\d\\d on. Ask for the run’s file`,
      ),
    ),
  ]);
  // A link shortened by hand still says so.
  expect(readRunLink('stepsLeftOut=many').notices).toEqual([expect.stringContaining('some later steps')]);
});

test('a run from a shortened link keeps the mark in its next link, and adds the steps left out now', () => {
  const { spec } = readRunLink('do=5~retrain&stepsLeftOut=12~60000');
  expect(spec.stepsLeftOut).toEqual({ steps: 12, from: 60_000 });
  const again = writeRunLink(spec);
  expect(again.leftOut).toBeUndefined();
  expect(readRunLink(again.text)).toEqual(readRunLink('do=5~retrain&stepsLeftOut=12~60000'));
  const interventions = Array.from({ length: 1_000 }, (_, i) => ({
    at: i,
    what: { kind: 'setPrice', product: i, cents: 100 } as const,
  }));
  const longer = writeRunLink({ ...spec, interventions });
  expect(longer.text.length).toBeLessThanOrEqual(MOST_LINK_CHARACTERS);
  const { stepsLeftOut } = readRunLink(longer.text).spec;
  expect(stepsLeftOut).toEqual({ steps: (longer.leftOut?.steps ?? 0) + 12, from: longer.leftOut?.from });
  expect(longer.leftOut?.from).toBeLessThan(1_000);
});

test('the data of an imported shop are named, whatever its title', () => {
  fc.assert(
    fc.property(fc.nat(2 ** 32 - 1), fc.string({ unit: 'grapheme', maxLength: 15 }), (hash, title) => {
      const data = {
        hash: hash.toString(16).padStart(8, '0'),
        title: title.replace(/[^\p{L}\p{N} ~&=_.]/gu, ''),
      };
      const run: RunSpec = { ...start, shop: 'imported', data };
      const { spec: read, notices } = readRunLink(writeRunLink(run).text);
      expect(notices).toEqual([]);
      expect(read).toEqual(run);
    }),
  );
});

test.each([
  'price.12.0',
  'price.12.100000001',
  'price.12.9007199254740992',
  'price.12.1.5',
  'price..5',
  'price.1e3.5',
  'price.12.5.5',
  'profile.8.101',
  'profile.8.50.',
  'visit.product',
  'visit.constructor.1',
  'clear.attic',
  'drill.toString',
  'retrain.now',
  'set.entries.1.5',
  'set.constructor.1',
  'constructor',
])('a step that the engine does not accept is a complaint, not a run: %s', (step) => {
  const { spec: read, notices } = readRunLink(`do=5~${step}_6~retrain`);
  expect(read.interventions).toEqual([{ at: 6, what: { kind: 'retrain' } }]);
  expect(notices).toEqual([expect.stringContaining(step)]);
});

test('no text whatever makes it throw, and its complaints stay few and short', () => {
  const mostSaid = (text: string) => {
    const { notices } = readRunLink(text);
    expect(notices.length).toBeLessThanOrEqual(12);
    // A refused value of a choice is followed by what can be chosen.
    expect(notices.join(' ').length).toBeLessThan(8_000);
    return notices;
  };
  fc.assert(fc.property(fc.string(), (text) => void mostSaid(text)));
  fc.assert(
    fc.property(fc.string(), (text) => {
      const [word] = [encodeURIComponent(text)];
      mostSaid(`do=${word}&v=${word}&ttl=${word}&at=${word}&data=${word}&stepsLeftOut=${word}`);
    }),
  );
  const junk = mostSaid(`do=${'1~launch_'.repeat(120_000)}`);
  expect(junk).toHaveLength(11);
  expect(junk[0]).toContain('1,080,003 characters');
  expect(junk.at(-1)).toMatch(/^1,7\d\d more could not be read/);
  expect(mostSaid(`do=1~${'x'.repeat(1_000_000)}`)).toHaveLength(1);
  expect(mostSaid('a&'.repeat(500_000))).toHaveLength(2);
  const many = mostSaid(Array.from({ length: 1_500 }, (_, i) => `n${i}=1`).join('&'));
  expect(many.at(-1)).toBe('1,490 more could not be read.');
});
