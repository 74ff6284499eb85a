import { choice, duration, number, toggle } from '../setting-kinds';

/** What goes wrong, on demand. */
export const faults = {
  networkLatency: duration({
    label: 'Network latency',
    default: 40,
    min: 0,
    max: 10_000,
    help: 'Time that a request of this browser is on its way, there and back, without the answer’s making.',
  }),
  networkJitter: duration({
    label: 'Network jitter',
    default: 20,
    min: 0,
    max: 10_000,
    help: 'The most that chance adds to the latency.',
  }),
  networkErrors: number({
    label: 'Network errors',
    unit: '%',
    default: 0,
    min: 0,
    max: 100,
    step: 1,
    help: 'Share of this browser’s requests that are answered with 503.',
  }),
  offline: toggle({
    label: 'Offline',
    default: false,
    help: 'No request of this browser arrives anywhere.',
  }),
  storeLatency: duration({
    label: 'Store latency',
    default: 2,
    min: 0,
    max: 10_000,
    help: 'Virtual time of one database query.',
  }),
  storeDown: toggle({
    label: 'Store down',
    default: false,
    help: 'This service does not reach its store: what needs a query fails after the store latency. Changes that others make go on.',
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
    help: 'How a computation reads the products that it weighs. Each query takes the store latency.',
  }),
  computeErrors: number({
    label: 'Compute errors',
    unit: '%',
    default: 0,
    min: 0,
    max: 100,
    step: 1,
    help: 'Share of the computations that fail after having taken their time.',
  }),
  computeSlowdown: number({
    label: 'Compute slowdown',
    unit: '×',
    default: 1,
    min: 1,
    max: 100,
    scale: 'log',
    help: 'Makes every computation take this many times its virtual time.',
  }),
} as const;
