import { workUnits } from '../../recommender/work';
import type { FactKind } from '../../store/facts';
import type { MemoCacheName } from '../contract/engine';
import type { PageKeys } from './keys';

/** What a stage is to its cache: by what it is found, what can make it untrue, what making it costs. */
export interface StageRow {
  /** The cache key, in words. */
  readonly key: string;
  /** One of its values, for people. */
  nameOf(key: number, pages: PageKeys): string;
  /** Kinds of facts that it reads itself. */
  readonly reads: readonly FactKind[];
  /** Stages whose values it is made from: what those depend on, it depends on too. */
  readonly parts: readonly MemoCacheName[];
  /** Work units, as the stage counts them; its queries of the store come on top. */
  readonly cost: string;
}

/** All that the caches have to know of the three stages. A test holds it against what the stages are seen to read. */
export const stageTable: Readonly<Record<MemoCacheName, StageRow>> = {
  similarities: {
    key: 'product',
    nameOf: (product) => `similar to product ${product}`,
    reads: ['model'],
    parts: [],
    cost: `${inWords(workUnits.similarities)}; of a model that is a matrix: its row`,
  },
  weights: {
    key: 'shopper',
    nameOf: (shopper) => `weights of shopper ${shopper}`,
    reads: ['purchases', 'profile', 'product'],
    parts: [],
    cost: inWords(workUnits.weights),
  },
  rankings: {
    key: 'page: home and shopper, category and shopper, or product',
    nameOf: (page, pages) => pages.text(page),
    reads: ['model', 'product'],
    parts: ['weights', 'similarities'],
    cost: inWords(workUnits.rankings),
  },
};

/** Every kind of fact whose change can make a stage's value untrue. */
export function dependsOn(stage: MemoCacheName): ReadonlySet<FactKind> {
  const { reads, parts } = stageTable[stage];
  return new Set([...reads, ...parts.flatMap((part) => [...dependsOn(part)])]);
}

function inWords(units: Readonly<Record<string, number>>): string {
  return Object.entries(units)
    .map(([what, each]) => `${each} × ${what}`)
    .join(' + ');
}
