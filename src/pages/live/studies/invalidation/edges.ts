import type {
  ChangeReach,
  MemoCacheName,
  ReachCount,
  StrategyReach,
} from '../../../../engine/contract/engine';
import { formatShort } from '../../../../ui/format';

/** A fact that values depend on, or a cache that holds values. Positions are in the coordinates of the graph. */
export interface GraphNode {
  readonly id: 'product' | 'profile' | 'purchases' | 'model' | MemoCacheName;
  readonly title: string;
  readonly note: string;
  readonly x: number;
  readonly y: number;
}

export const nodes: readonly GraphNode[] = [
  { id: 'product', title: 'products', note: 'price, stock', x: 0, y: 8 },
  { id: 'profile', title: 'profiles', note: 'likes, thrift', x: 0, y: 72 },
  { id: 'purchases', title: 'purchases', note: 'histories', x: 0, y: 136 },
  { id: 'model', title: 'model', note: 'retrained', x: 0, y: 200 },
  { id: 'weights', title: 'weights', note: 'one a shopper', x: 235, y: 104 },
  { id: 'similarities', title: 'similarities', note: 'one a product', x: 235, y: 200 },
  { id: 'rankings', title: 'rankings', note: 'the pages', x: 470, y: 104 },
];

/** The dependencies, each with the kinds of change that travel along it and the cache where they arrive. */
export interface GraphEdge {
  readonly from: GraphNode['id'];
  readonly to: MemoCacheName;
  readonly kinds: readonly ChangeReach['kind'][];
}

export const edges: readonly GraphEdge[] = [
  { from: 'product', to: 'rankings', kinds: ['price', 'stock'] },
  { from: 'product', to: 'weights', kinds: ['price', 'stock'] },
  { from: 'profile', to: 'weights', kinds: ['profile'] },
  { from: 'purchases', to: 'weights', kinds: ['purchase'] },
  { from: 'model', to: 'similarities', kinds: ['model'] },
  { from: 'weights', to: 'rankings', kinds: ['profile', 'purchase'] },
  { from: 'similarities', to: 'rankings', kinds: ['model'] },
];

/** Counts the entries of an edge's target that the changes on that edge concerned. */
export function countOf({ to, kinds }: GraphEdge, strategy: StrategyReach): ReachCount {
  let reached = 0;
  let missed = 0;
  for (const kind of kinds) {
    reached += strategy.kinds[kind][to].reached;
    missed += strategy.kinds[kind][to].missed;
  }
  return { reached, missed };
}

/** An edge with its count; lit: the last change travelled along it. */
export interface CountedEdge {
  readonly edge: GraphEdge;
  readonly count: ReachCount;
  readonly lit: boolean;
}

/** Returns the entries reached, of all that the changes concerned: `3 of 4`; a dash before any change. */
export function reachText({ reached, missed }: ReachCount): string {
  const all = reached + missed;
  return all === 0 ? '–' : `${formatShort(reached)} of ${formatShort(all)}`;
}

export function nodeOf(id: GraphNode['id']): GraphNode {
  const node = nodes.find((one) => one.id === id);
  if (!node) throw new Error(`The graph has no node ${id}`);
  return node;
}

export const titleOf = (id: GraphNode['id']): string => nodeOf(id).title;
