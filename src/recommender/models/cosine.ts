import type { Interactions } from '../../base/interactions';
import type { TrainedModel } from '../contract';
import { trained } from '../trained';
import { defineNeighbours } from './sparse-neighbours';
import { modelTraits } from './traits';

/**
 * Item-to-item cosine with all neighbours: the likeness of two products is the overlap of their shoppers. A pair counts
 * once, however often it was bought.
 */
export const cosine = defineNeighbours(
  { ...modelTraits.cosine, source: 'Sarwar et al., WWW 2001; Linden et al., IEEE Internet Computing 2003' },
  {
    product: (buyers) => (buyers > 0 ? 1 / Math.sqrt(buyers) : 0),
    shopper: () => 1,
  },
);

/** Trains the cosine model in one call: it takes a fraction of a second. */
export const trainCosine = (interactions: Interactions): TrainedModel => trained(cosine.train(interactions));
