import type { ModelTraits } from '../contract';

/** What a training on all purchases and an update cost where all that is done is to sort the pairs both ways. */
const sorting = {
  trainingWork: ({ purchases }) => 4 * purchases,
  updateWork: ({ purchases }) => 4 * purchases,
} satisfies Partial<ModelTraits>;

/** What there is to know of every model without its code, the plainest first. */
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
    // A shopper's old history leaves the matrix and the new one comes in: two vectors, and the copy of the matrix.
    updateWork: ({ products }, shoppers) => products * products * (2 * shoppers + 1),
  },
  slist: {
    name: 'slist',
    label: 'SLIST',
    dense: true,
    trainingWork: ({ products, purchases }) => 3 * products * products * products + 8 * purchases,
  },
} as const satisfies Record<string, ModelTraits>;

/** Throws when there is no such model. */
export function traitsOf(name: string): ModelTraits {
  const found = Object.values<ModelTraits>(modelTraits).find((traits) => traits.name === name);
  if (!found) throw new Error(`There is no model named ${name}`);
  return found;
}
