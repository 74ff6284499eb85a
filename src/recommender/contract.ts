import type { Interactions } from '../base/interactions';

/**
 * The compute layer's shapes. Everything here is pure: the same facts give the same value, to the last bit. The
 * engine hands each stage a reader of facts that notes what was read and in which version: reading is declaring.
 */

/** Scored products, best first; ties: the smaller id first. */
export interface Scored {
  readonly ids: Int32Array;
  readonly scores: Float64Array;
}

/**
 * Work that a computation did, in work units: one unit is about one multiplication of two numbers in memory. It
 * depends on the input alone, so the virtual clock may run on it.
 */
export interface Worked<V> {
  readonly value: V;
  readonly work: number;
}

/** What a stage may know of a product. The store's row has this shape. */
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

/** A trained model. Training reads all interactions; what it answers later depends on nothing else. */
export interface Model {
  readonly name: string;
  /** Stage 1: the `k` products most alike. A product without company gets an empty list. */
  similar(product: number, k: number): Worked<Scored>;
  /** Share of shoppers who have the product, 0 to 1, by product. */
  readonly popularity: Float64Array;
}

/** What a model is, as plain columns: it may be sent to another thread, and `fromColumns` makes the model again. */
export interface ModelColumns {
  readonly model: string;
  readonly shoppers: number;
  readonly products: number;
  readonly columns: Readonly<Record<string, ModelColumn>>;
}
export type ModelColumn = Int32Array<ArrayBuffer> | Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

/** A model as its training gives it: more than the stages ask of one. */
export interface TrainedModel extends Model {
  readonly products: number;
  /**
   * How well each product would follow a history: distinct products, oldest first; ids that the model does not know
   * count for nothing. Scores compare within one call only, may be below 0, and are always finite. The column serves
   * the next call too: read it first. Without a history every score is 0.
   */
  scores(history: Int32Array): Worked<Float64Array>;
  /** The model with purchases that came after its training. Left out where only a retrain can take them in. */
  readonly updated?: (since: Interactions) => TrainedModel;
  /** What `fromColumns` of the model's definition needs. The arrays are the model's own: it is not to be used further. */
  columns(): ModelColumns;
}

/** A training in slices: each step yields the share that is done, 0 to 1. Who stops asking has cancelled it. */
export type Training = Generator<number, TrainedModel, void>;

/** What one must know of a model to offer it and to plan its training. All of them stand in `models/traits`. */
export interface ModelTraits {
  /** Its word in settings, links and on the command line. */
  readonly name: string;
  readonly label: string;
  /** It keeps a matrix of all pairs of products: 8 n² bytes for n products, and n³ multiplications to train it. */
  readonly dense?: true;
  /** Work units of a training on so much, before it begins. */
  trainingWork(size: TrainingSize): number;
  /** Work units of taking in later purchases of so many shoppers. Left out where only a retrain can. */
  readonly updateWork?: (size: TrainingSize, shoppers: number) => number;
}

/** One way to make a model: a file in `models/`, its traits, and a line in the registry. */
export interface ModelDefinition extends ModelTraits {
  /** Where it is described. */
  readonly source: string;
  train(interactions: Interactions): Training;
  /** Throws when the columns are not those of such a model. */
  fromColumns(columns: ModelColumns): TrainedModel;
}

export interface TrainingSize {
  readonly shoppers: number;
  readonly products: number;
  readonly purchases: number;
}

/** Products that their shopper buys again and again, the most due first. */
export interface Due extends Scored {
  /** Days that usually lie between two purchases of each. */
  readonly everyDays: Float64Array;
}

/** What a shopper pays, as a distribution: who buys cheap cards and dear lamps buys nothing in between. */
export interface PriceTaste {
  /** The middle of the prices, cents, each with its product's weight; 0 without a history. */
  readonly usualCents: number;
  readonly dearestCents: number;
  /** How likely each step of half an octave is, the likeliest 1; empty without a history. */
  readonly likely: Float32Array;
}

/** Stage 1's answer with the product that it is for. */
export interface SimilarTo {
  readonly product: number;
  readonly similar: Scored;
}

/** Stage 2: how far a shopper leans to categories and products. Shares sum to 1, or are empty without a history. */
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

/** A page that can be ranked. A category page and a home belong to one shopper, a product page is everyone's. */
export type PageKey =
  | { readonly kind: 'home'; readonly shopper: number }
  | { readonly kind: 'category'; readonly shopper: number; readonly category: number }
  | { readonly kind: 'product'; readonly product: number };

/** Stage 3's answer: what the shopper sees. Columns in the order shown; prices and stock are those of the computing. */
export interface RankedPage {
  readonly ids: Int32Array;
  /** Relevance. For the sake of variety a less relevant product may stand before a more relevant one. */
  readonly scores: Float64Array;
  readonly priceCents: Int32Array;
  readonly stock: Int32Array;
  readonly reasons: ReasonColumns;
}

/** Why each product is shown; `reasonAt` reads them. */
export interface ReasonColumns {
  /** Place in `reasonKinds`. */
  readonly kind: Uint8Array;
  /** What the reason names, by its kind: a product, a category, days, cents; -1 where it names nothing. */
  readonly about: Int32Array;
}

/** How many similar products stage 1 keeps. */
export const NEIGHBOURS = 50;
/** How many products of a history stand for it in stage 2. */
export const RECENT_PRODUCTS = 12;
/** The most products that stage 2 calls due. */
export const DUE_PRODUCTS = 12;
/** The most products that stage 3 reads before it ranks them. */
export const CANDIDATES = 60;
/** Products on a ranked page. */
export const PAGE_ITEMS = 20;
