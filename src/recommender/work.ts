/**
 * What a stage takes for one of each thing that it handles, in work units: the multiplications, comparisons and look-ups
 * of the code, counted by hand. The stages multiply by how many there were; the table of stages tells it in words.
 */
export const workUnits = {
  /** Of the models that keep purchases and no matrix. */
  similarities: {
    'purchase of a buyer': 1,
    'product that buyers bought': 4,
  },
  weights: {
    'purchase looked back on': 12,
    'product of the history': 60,
  },
  rankings: {
    'entry of a similarity list': 4,
    'product of the shelf': 4,
    candidate: 40,
    'multiplication for their likeness': 1,
  },
} as const;
