import { log } from '../../base/elementary/log';
import { defineNeighbours } from './sparse-neighbours';
import { modelTraits } from './traits';

/** Saturation (k1): the lower, the sooner more buyers stop to count. */
const K1 = 100;
/** Length normalisation (b), 0 to 1: weight of a product's buyers relative to the mean. */
const B = 0.8;

const squared = (x: number): number => x * x;

/**
 * Item-to-item similarity with the weights of text search: a product is a document, its buyers are the words. A
 * shopper who buys many products counts little for a pair; a product with many buyers is a long document. Since pairs
 * count once, only the length remains of BM25's frequency term.
 */
export const bm25 = defineNeighbours(
  {
    ...modelTraits.bm25,
    source: 'Robertson and Walker, SIGIR 1994; as item weights: Frederickson, implicit, 2016',
  },
  {
    product: (buyers, mean) => (buyers > 0 ? (K1 + 1) / (K1 * (1 - B + (B * buyers) / mean) + 1) : 0),
    shopper: (bought, products) => squared(log((2 + products) / (1 + bought))),
    relative: true,
  },
);
