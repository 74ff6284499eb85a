/**
 * Cost of a stage for one item of each kind, in work units: the multiplications, comparisons and look-ups of the code,
 * counted by hand. The stages multiply them by the number of items; the table of stages shows the names.
 */
export const workUnits = {
  /** Costs of the models that keep purchases and no matrix. */
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
