import { z } from 'zod/mini';
import { settingIds } from './settings';
import { memoCacheNames } from './tier';
import { type DrillName, drillWords } from './words';

/** The highest price a product can have, in cents: SQLite gives its columns as 32-bit numbers. */
export const MOST_CENTS = 100_000_000;
/** A price in cents. */
export const centsSchema = z.int().check(z.positive(), z.lte(MOST_CENTS));
/** Virtual milliseconds from the start of a run; a run of 30 years is longer than any. */
export const momentSchema = z.number().check(z.gte(0), z.lte(1e12));

/** How much a shopper minds a price, 0 to 1, in hundredths: so it comes back from a link as it was. */
export const thriftSchema = z.number().check(
  z.gte(0),
  z.lte(1),
  z.refine((thrift) => Math.round(thrift * 100) / 100 === thrift),
);
/** Categories that a shopper says to like. */
export const likesSchema = z.array(z.int().check(z.gte(0))).check(z.maxLength(50));

/** Products, shoppers and categories are numbered from 0. */
const numberedSchema = z.int().check(z.gte(0));

export const apiRequestSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('recommendations'), shopper: numberedSchema }),
  z.object({ kind: z.literal('product'), product: numberedSchema }),
  z.object({ kind: z.literal('similar'), product: numberedSchema }),
  z.object({
    kind: z.literal('category'),
    category: numberedSchema,
    shopper: numberedSchema,
  }),
]);
/** What people can do, for what comes from outside: a link, a script. The engine and the pages know its type alone. */
export const interventionSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('set'),
    setting: z.enum(settingIds as [string, ...string[]]),
    value: z.union([z.number(), z.string(), z.boolean()]),
  }),
  z.object({ kind: z.literal('visit'), page: apiRequestSchema }),
  z.object({
    kind: z.literal('setPrice'),
    product: numberedSchema,
    cents: centsSchema,
  }),
  z.object({
    kind: z.literal('setProfile'),
    shopper: numberedSchema,
    likes: likesSchema,
    thrift: thriftSchema,
  }),
  z.object({ kind: z.literal('retrain') }),
  /** Faults for a while; afterwards all is as it is set. */
  z.object({
    kind: z.literal('drill'),
    drill: z.enum(Object.keys(drillWords) as [DrillName, ...DrillName[]]),
  }),
  z.object({ kind: z.literal('cancelTraining') }),
  z.object({
    kind: z.literal('clear'),
    cache: z.enum([...memoCacheNames, 'all']),
  }),
]);
