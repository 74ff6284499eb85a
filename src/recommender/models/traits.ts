import type { ModelTraits } from '../contract';

/** Costs of a training and of an update for models that only sort the pairs both ways. */
const sorting = {
  trainingWork: ({ purchases }) => 4 * purchases,
  updateWork: ({ purchases }) => 4 * purchases,
} satisfies Partial<ModelTraits>;

/** Traits of every model, without its code, the simplest first. */
export const modelTraits = {
  popularity: {
    ...sorting,
    name: 'popularity',
    label: 'Popularity',
  },
  cosine: {
    ...sorting,
    name: 'cosine',
    label: 'Cosine',
  },
  bm25: {
    ...sorting,
    name: 'bm25',
    label: 'BM25',
  },
  ease: {
    name: 'ease',
    label: 'EASE^R',
    dense: true,
    trainingWork: ({ products, purchases }) => products * products * products + 4 * purchases,
    // A shopper's old history is removed from the matrix and the new one added: two vectors, and the copy of the
    // matrix.
    updateWork: ({ products }, shoppers) => products * products * (2 * shoppers + 1),
  },
  slist: {
    name: 'slist',
    label: 'SLIST',
    dense: true,
    trainingWork: ({ products, purchases }) => 3 * products * products * products + 8 * purchases,
  },
} as const satisfies Record<string, ModelTraits>;

/** Returns the traits of a model; throws when there is no such model. */
export function traitsOf(name: string): ModelTraits {
  const found = Object.values<ModelTraits>(modelTraits).find((traits) => traits.name === name);
  if (!found) throw new Error(`There is no model named ${name}`);
  return found;
}
