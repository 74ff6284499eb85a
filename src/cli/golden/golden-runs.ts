import type { Intervention, RunSpec } from '../../engine/contract/engine';
import type { Settings } from '../../engine/contract/settings';

/** A run with stored figures: ten virtual minutes in a small shop, at a rate that all engines finish in seconds. */
export interface GoldenRun {
  readonly settings: Partial<Settings>;
  readonly interventions?: RunSpec['interventions'];
}

export const GOLDEN_MINUTES = 10;
export const GOLDEN_SEED = 7;
export const goldenShop = { products: 240, shoppers: 150 };
/** Defaults of all runs: enough happens in a small shop to change every counter. */
export const goldenSettings: Partial<Settings> = {
  requestsPerSecond: 6,
  entries: 100,
  priceChangesPerMinute: 20,
};

const at = (seconds: number, what: Intervention) => ({ at: seconds * 1_000, what });

/** By name. A further run is one entry here, with its figures in golden.json. */
export const goldenRuns: Readonly<Record<string, GoldenRun>> = {
  default: { settings: {} },
  overload: { settings: { cores: 1, computeSlowdown: 60, requestsPerSecond: 12 } },
  'by key': { settings: { invalidation: 'key', messageDelay: 500 } },
  'by tag': { settings: { invalidation: 'tags' } },
  'versioned keys': { settings: { invalidation: 'versions', messageLoss: 10 } },
  'write-through': { settings: { invalidation: 'write-through' } },
  'refresh after change': { settings: { invalidation: 'refresh' } },
  dictionary: { settings: { memoKind: 'dictionary' } },
  'wrong key': { settings: { memoKind: 'wrong-key' } },
  'read then write': { settings: { memoKind: 'read-then-write', storeLatency: 100 } },
  'all protections': {
    settings: {
      invalidation: 'tags',
      computeErrors: 10,
      computeSlowdown: 5,
      ttl: 20_000,
      staleWhileRevalidate: 10_000,
      refreshAhead: '0.8',
      earlyExpiry: '4',
      staleIfError: 60_000,
      negativeCaching: 2_000,
      retryBudget: '1',
      softLimit: 100,
      hardLimit: 400,
      keepDegraded: 1_000,
      aliasing: true,
      scanBypass: true,
    },
  },
  'faults and drills': {
    settings: {
      networkErrors: 5,
      computeErrors: 5,
      purchasesPerMinute: 60,
      updates: 'minute',
      deals: 60_000,
    },
    interventions: [
      at(60, { kind: 'drill', drill: 'store-down' }),
      at(150, { kind: 'drill', drill: 'compute-slow' }),
      at(240, { kind: 'drill', drill: 'compute-failing' }),
      at(330, { kind: 'set', setting: 'policy', value: 's3-fifo' }),
      at(360, { kind: 'set', setting: 'model', value: 'slist' }),
      at(420, { kind: 'setPrice', product: 3, cents: 999 }),
      at(450, { kind: 'retrain' }),
      at(480, { kind: 'clear', cache: 'all' }),
    ],
  },
};
