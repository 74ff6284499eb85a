import type { Interactions } from '../base/interactions';

/**
 * Types of the compute layer. Everything here is pure: the same facts give the same value, to the last bit. The engine
 * passes each stage a reader of facts that records each fact read and its version: a read declares a dependency.
 */

/** Scored products, best first; ties: the smaller id first. */
export interface Scored {
  readonly ids: Int32Array;
  readonly scores: Float64Array;
}

/**
 * Work of a computation, in work units: one unit is about one multiplication of two numbers in memory. It
 * depends on the input alone, so the virtual clock can use it.
 */
export interface Worked<V> {
  readonly value: V;
  readonly work: number;
}

/** Product as seen by a stage. The store's row has this shape. */
export interface ProductFacts {
  readonly id: number;
  readonly name: string;
  readonly category: number;
  readonly priceCents: number;
  readonly stock: number;
}

export interface PurchaseFacts {
  readonly product: Int32Array;
  readonly quantity: Int32Array;
  readonly day: Float64Array;
}

export interface ProfileFacts {
  readonly likes: readonly number[];
  readonly thrift: number;
}

/** Trained model. Training reads all interactions; later results depend on nothing else. */
export interface Model {
  readonly name: string;
  /** Stage 1: returns the `k` most similar products; empty for a product bought with no other. */
  similar(product: number, k: number): Worked<Scored>;
  /** Share of shoppers who have the product, 0 to 1, by product. */
  readonly popularity: Float64Array;
}

/** Model as plain columns, which can be sent to another thread; `fromColumns` restores the model. */
export interface ModelColumns {
  readonly model: string;
  readonly shoppers: number;
  readonly products: number;
  readonly columns: Readonly<Record<string, ModelColumn>>;
}
export type ModelColumn = Int32Array<ArrayBuffer> | Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

/** Model as returned by its training: more than the stages need. */
export interface TrainedModel extends Model {
  readonly products: number;
  /**
   * Returns a score of each product as the next one after a history (distinct products, oldest first); unknown ids are
   * ignored. Scores compare within one call only, may be below 0, and are always finite. The next call overwrites the
   * column: read it first. Without a history every score is 0.
   */
  scores(history: Int32Array): Worked<Float64Array>;
  /** Returns the model updated with purchases after its training. Omitted where only a retrain can include them. */
  readonly updated?: (since: Interactions) => TrainedModel;
  /** Returns the input of the definition's `fromColumns`. The arrays are the model's own: do not use it afterwards. */
  columns(): ModelColumns;
}

/** Training in slices: each step yields the share done, 0 to 1. To cancel it, stop iterating. */
export type Training = Generator<number, TrainedModel, void>;

/** Traits of a model, to offer it and to plan its training. All are in `models/traits`. */
export interface ModelTraits {
  /** Name in settings, links and on the command line. */
  readonly name: string;
  readonly label: string;
  /** Whether it keeps a matrix of all pairs of products: 8 n² bytes for n products, and n³ multiplications to train. */
  readonly dense?: true;
  /** Returns the work units of a training on this much data, before it begins. */
  trainingWork(size: TrainingSize): number;
  /** Returns the work units of an update for this many shoppers. Omitted where only a retrain is possible. */
  readonly updateWork?: (size: TrainingSize, shoppers: number) => number;
}

/** Definition of a model: a file in `models/`, its traits, and a line in the registry. */
export interface ModelDefinition extends ModelTraits {
  /** Publication that describes it. */
  readonly source: string;
  train(interactions: Interactions): Training;
  /** Restores a model; throws when the columns are not those of such a model. */
  fromColumns(columns: ModelColumns): TrainedModel;
}

export interface TrainingSize {
  readonly shoppers: number;
  readonly products: number;
  readonly purchases: number;
}

/** Products that a shopper buys regularly, the most due first. */
export interface Due extends Scored {
  /** Usual days between two purchases of each product. */
  readonly everyDays: Float64Array;
}

/** Distribution of the prices that a shopper pays: it may have peaks at low and high prices and none in between. */
export interface PriceTaste {
  /** Median of the prices in cents, weighted by product; 0 without a history. */
  readonly usualCents: number;
  readonly dearestCents: number;
  /** Likelihood of each step of half an octave, the largest 1; empty without a history. */
  readonly likely: Float32Array;
}

/** Result of stage 1 with its product. */
export interface SimilarTo {
  readonly product: number;
  readonly similar: Scored;
}

/** Stage 2: a shopper's weights of categories and products. Shares sum to 1, or are empty without a history. */
export interface Weights {
  /** Category ids with their shares, largest first. */
  readonly categories: Scored;
  /** Recent products with their weight (recency and repetition), heaviest first, at most `RECENT_PRODUCTS`. */
  readonly recent: Scored;
  /** At most `DUE_PRODUCTS`; scores are 0 to 1. */
  readonly due: Due;
  readonly prices: PriceTaste;
  readonly thrift: number;
}

/** A category's products. */
export interface Shelf {
  readonly category: number;
  readonly ids: Int32Array;
}

/** Page that can be ranked. A category page and a home belong to one shopper, a product page is the same for all. */
export type PageKey =
  | { readonly kind: 'home'; readonly shopper: number }
  | { readonly kind: 'category'; readonly shopper: number; readonly category: number }
  | { readonly kind: 'product'; readonly product: number };

/** Result of stage 3: the page. Columns in display order; prices and stock are as of the computation. */
export interface RankedPage {
  readonly ids: Int32Array;
  /** Relevance. For variety a less relevant product may precede a more relevant one. */
  readonly scores: Float64Array;
  readonly priceCents: Int32Array;
  readonly stock: Int32Array;
  readonly reasons: ReasonColumns;
}

/** Reason of each product; read by `reasonAt`. */
export interface ReasonColumns {
  /** Index in `reasonKinds`. */
  readonly kind: Uint8Array;
  /** Subject of the reason, by its kind: a product, a category, days, cents; -1 for none. */
  readonly about: Int32Array;
}

/** Number of similar products that stage 1 keeps. */
export const NEIGHBOURS = 50;
/** Number of products that represent a history in stage 2. */
export const RECENT_PRODUCTS = 12;
/** Largest number of due products of stage 2. */
export const DUE_PRODUCTS = 12;
/** Largest number of products that stage 3 reads and ranks. */
export const CANDIDATES = 60;
/** Number of products on a ranked page. */
export const PAGE_ITEMS = 20;
