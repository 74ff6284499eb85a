import { choice, duration, number, toggle } from './kinds';

/** What goes wrong, on demand. */
export const faults = {
  networkLatency: duration({
    label: 'Network latency',
    default: 40,
    min: 0,
    max: 10_000,
  }),
  networkJitter: duration({
    label: 'Network jitter',
    default: 20,
    min: 0,
    max: 10_000,
  }),
  networkErrors: number({
    label: 'Network errors',
    unit: '%',
    default: 0,
    min: 0,
    max: 100,
    step: 1,
  }),
  offline: toggle({
    label: 'Offline',
    default: false,
  }),
  storeLatency: duration({
    label: 'Store latency',
    default: 2,
    min: 0,
    max: 10_000,
  }),
  storeDown: toggle({
    label: 'Store down',
    default: false,
  }),
  productReads: choice({
    label: 'Product reads',
    default: 'together',
    options: [
      {
        value: 'together',
        label: 'one query for all',
        help: 'A computation reads all its products at once.',
      },
      {
        value: 'each',
        label: 'one query each (N+1)',
        help: 'A loop reads one product after the other, as people write it first: each waits for the store.',
      },
    ],
  }),
  computeErrors: number({
    label: 'Compute errors',
    unit: '%',
    default: 0,
    min: 0,
    max: 100,
    step: 1,
  }),
  computeSlowdown: number({
    label: 'Compute slowdown',
    unit: '×',
    default: 1,
    min: 1,
    max: 100,
    scale: 'log',
  }),
} as const;
