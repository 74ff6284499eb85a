import { hitsOf, memoCacheNames } from '../../../engine/contract/engine';
import { formatCount, formatMs, formatShare, formatShort } from '../../../ui/format';
import { wrongShare } from '../../parts/tier';
import type { Hop, HopState, JourneyNow } from './hop';

const alarm = (word: string): HopState => ({ word, alarm: true });

/** Per virtual second over the window. */
const rate = (count: number, { run: { windowMs } }: JourneyNow): number =>
  windowMs > 0 ? (count * 1_000) / windowMs : 0;

const perSecond = (value: number): string => `${formatShort(value)}/s`;

/** Requests of this browser that its cache did not answer: they go over the network. */
const fetched = ({ query }: JourneyNow): number => {
  const window = query?.tier.window;
  return window ? window.requests - hitsOf(window) : 0;
};

/** Lookups of all memo caches that began a computation. */
const computed = ({ run: { stages } }: JourneyNow): number =>
  memoCacheNames.reduce((sum, name) => sum + stages[name].miss, 0);

/** All hops of a request, in its order. A hop more is a row more. */
export const hops: readonly Hop[] = [
  {
    id: 'shoppers',
    title: 'Shoppers',
    place: 'traffic',
    view(now) {
      const { requests, counts } = now.run.pages;
      return {
        rings: [],
        figures: [
          { name: 'pages', value: perSecond(rate(requests, now)) },
          { name: 'right', value: formatShare(counts.right, requests) },
        ],
        state: counts.failed > 0 ? alarm(`${formatShare(counts.failed, requests)} failed`) : undefined,
        onward: rate(now.query?.tier.window.requests ?? 0, now),
        around: rate(requests, now),
      };
    },
  },
  {
    id: 'query',
    title: 'Query cache',
    place: 'this browser',
    view(now) {
      const window = now.query?.tier.window;
      if (!window) return { rings: [], figures: [], onward: 0 };
      return {
        rings: [{ name: 'hits', window }],
        figures: [
          { name: 'requests', value: formatShort(window.requests) },
          { name: 'wrong', value: wrongShare(window) },
        ],
        onward: rate(fetched(now), now),
      };
    },
  },
  {
    id: 'network',
    title: 'Network',
    place: 'this browser',
    view(now) {
      const { networkLatency, networkErrors, offline } = now.run.settings;
      return {
        rings: [],
        figures: [
          { name: 'latency', value: formatMs(networkLatency) },
          { name: 'errors', value: `${formatCount(networkErrors)} %` },
        ],
        state: offline ? alarm('offline') : networkErrors > 0 ? alarm('failing') : undefined,
        onward: offline ? 0 : rate(fetched(now), now),
      };
    },
  },
  {
    id: 'memo',
    title: 'Memo cache',
    place: 'in the worker',
    view(now) {
      const { stages, tier, tiers } = now.run;
      return {
        rings: memoCacheNames.map((name) => ({ name, window: stages[name] })).reverse(),
        figures: [
          { name: 'entries', value: formatShort(tiers.all.entries) },
          { name: 'wrong pages', value: wrongShare(stages.rankings) },
        ],
        state: tier.maxEntries === 'unbounded' ? alarm('no bound') : undefined,
        onward: rate(computed(now), now),
      };
    },
  },
  {
    id: 'shared',
    title: 'Shared cache',
    place: 'between replicas',
    view: (now) => ({
      rings: [],
      figures: [],
      state: { word: 'off', alarm: false },
      onward: rate(computed(now), now),
    }),
  },
  {
    id: 'compute',
    title: 'Compute',
    place: 'in the worker',
    view(now) {
      const { busyCores, cores, queued } = now.run.compute;
      const { computeErrors } = now.run.settings;
      const isSaturated = queued > 0 && busyCores === cores;
      return {
        rings: [],
        figures: [
          { name: 'cores busy', value: `${busyCores} of ${cores}` },
          { name: 'queue', value: formatShort(queued) },
        ],
        state: computeErrors > 0 ? alarm('failing') : isSaturated ? alarm('saturated') : undefined,
        onward: now.run.store.queriesPerSecond,
      };
    },
  },
  {
    id: 'database',
    title: 'Database',
    place: 'in the worker',
    view(now) {
      const { queriesPerSecond, changes } = now.run.store;
      return {
        rings: [],
        figures: [
          { name: 'queries', value: perSecond(queriesPerSecond) },
          { name: 'changes', value: formatShort(changes) },
        ],
        state: now.run.settings.storeDown ? alarm('down') : undefined,
        onward: 0,
      };
    },
  },
];
