import type { RunSpec, RunView, Settings, TimedIntervention } from '../engine/contract/engine';
import { writeRunLink } from '../engine/contract/run-link';
import { defaultSettings } from '../engine/contract/settings';
import { writeAddress } from './address';

/** A run that shows one thing that caches do. */
export interface Scenario {
  readonly id: string;
  readonly title: string;
  /** What to look at, in one or two sentences. */
  readonly teaches: string;
  /** What differs from the default settings. */
  readonly settings: Partial<Settings>;
  readonly steps?: readonly TimedIntervention[];
  readonly speed?: RunView['speed'];
  /** The study that is open beside it. */
  readonly study?: string;
}

const OUTAGE_FROM = 20_000;
const OUTAGE_TO = 40_000;
const outage: readonly TimedIntervention[] = [
  { at: OUTAGE_FROM, what: { kind: 'set', setting: 'storeDown', value: true } },
  { at: OUTAGE_TO, what: { kind: 'set', setting: 'storeDown', value: false } },
];

/** All scenarios, from what a cache gives to what it costs. A new one is an entry here and a proof in the test. */
export const scenarios = [
  {
    id: 'cold-start',
    title: 'Cold start',
    teaches:
      'After 20 s all caches are cleared: every request is a miss, the cores have a queue, and p99 shows it long after.',
    settings: { ttl: 300_000 },
    steps: [{ at: 20_000, what: { kind: 'clear', cache: 'all' } }],
  },
  {
    id: 'hot-key',
    title: 'Hot keys',
    teaches:
      'Few products and few shoppers get most of the requests: a small cache answers nearly all of them.',
    settings: { entries: 200, productSkew: 1.5, shopperSkew: 1.5 },
  },
  {
    id: 'too-small',
    title: 'A cache that is too small',
    teaches: '50 entries for thousands of keys: entries are evicted before they are wanted again.',
    settings: { entries: 50 },
  },
  {
    id: 'scan',
    title: 'A scan',
    teaches:
      'After 20 s the requests walk evenly over all products, as a crawler does: LRU gives up what people want for what nobody asks for again. Try S3-FIFO, or the scan bypass.',
    settings: { entries: 100, homeShare: 0, categoryShare: 0, productSkew: 1.2 },
    steps: [{ at: 20_000, what: { kind: 'set', setting: 'productSkew', value: 0 } }],
  },
  {
    id: 'short-ttl',
    title: 'A TTL that is too short',
    teaches:
      'Nothing changes, and yet every value is computed again after a second: “Recomputed though right”.',
    settings: { ttl: 1_000, priceChangesPerMinute: 0, purchasesPerMinute: 0, profileUpdatesPerMinute: 0 },
    study: 'truth',
  },
  {
    id: 'long-ttl',
    title: 'A TTL that is too long',
    teaches: 'Prices change fifty times a second and values live for an hour: most pages are wrong.',
    settings: { ttl: 3_600_000, priceChangesPerMinute: 3_000 },
    study: 'truth',
  },
  {
    id: 'by-tag',
    title: 'The same, invalidated by tag',
    teaches: 'As many changes and the same TTL, but each change takes out what was computed from it.',
    settings: { ttl: 3_600_000, priceChangesPerMinute: 3_000, invalidation: 'tags' },
    study: 'invalidation',
  },
  {
    id: 'stampede',
    title: 'A stampede',
    teaches:
      'Slow computations, and nobody waits for the one that is under way: each miss computes the same again. Turn single-flight on.',
    settings: {
      singleFlight: false,
      cores: 64,
      computeSlowdown: 50,
      ttl: 5_000,
      productSkew: 1.5,
      shopperSkew: 1.5,
    },
  },
  {
    id: 'overload',
    title: 'Overload',
    teaches: 'One core for 3,000 requests a second: the queue grows, and every miss waits for it.',
    settings: { cores: 1, requestsPerSecond: 3_000 },
  },
  {
    id: 'outage',
    title: 'The database is down',
    teaches: 'From 20 to 40 s the database is down: what has expired fails.',
    settings: { ttl: 5_000, staleIfError: 'off' },
    steps: outage,
    study: 'safety',
  },
  {
    id: 'outage-cured',
    title: 'The database is down, with stale-if-error',
    teaches: 'The same outage: expired values are served until the database is back.',
    settings: { ttl: 5_000, staleIfError: 60_000 },
    steps: outage,
    study: 'safety',
  },
  {
    id: 'no-bound',
    title: 'A cache without a bound',
    teaches: 'A plain dictionary: nothing is evicted or expires, and memory only grows.',
    settings: { memoKind: 'dictionary' },
    speed: 10,
    study: 'naive',
  },
  {
    id: 'wrong-key',
    title: 'A key without the shopper',
    teaches:
      'Everybody gets the page of the first shopper who asked; every fact it was computed from is current.',
    settings: { memoKind: 'wrong-key' },
    study: 'naive',
  },
] as const satisfies readonly Scenario[];

export type ScenarioId = (typeof scenarios)[number]['id'];

/** The run of a scenario: always the same one. */
export const runOfScenario = ({ settings, steps = [] }: Scenario): RunSpec => ({
  seed: 42,
  shop: 'embedded',
  settings: { ...defaultSettings, ...settings },
  interventions: steps,
});

/** The address of a scenario on a page. */
export const scenarioAddress = (page: string, scenario: Scenario): string => {
  const { speed = 1, study } = scenario;
  return writeAddress(page, writeRunLink(runOfScenario(scenario), { speed, study }).text);
};
