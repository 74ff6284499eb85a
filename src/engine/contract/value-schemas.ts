import { z } from 'zod/mini';

/** The highest price a product can have, in cents: SQLite gives its columns as 32-bit numbers. */
export const MOST_CENTS = 100_000_000;
/** A price in cents. */
export const centsSchema = z.int().check(z.positive(), z.lte(MOST_CENTS));
/** Virtual milliseconds: a run of 30 years is longer than any. */
export const LAST_MOMENT = 1_000_000_000_000;
/** Virtual milliseconds from the start of a run. */
export const momentSchema = z.number().check(z.gte(0), z.lte(LAST_MOMENT));

/** How much a shopper minds a price, 0 to 1, in hundredths: so it comes back from a link as it was. */
export const thriftSchema = z.number().check(
  z.gte(0),
  z.lte(1),
  z.refine((thrift) => Math.round(thrift * 100) / 100 === thrift),
);

/** The number of a product, a shopper or a category: they are numbered from 0. */
export const numberedSchema = z.int().check(z.gte(0));
/** Categories that a shopper says to like. */
export const likesSchema = z.array(numberedSchema).check(z.maxLength(50));

/** A page of the shop, by the ids that name it. */
export const apiRequestSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('recommendations'), shopper: numberedSchema }),
  z.object({ kind: z.literal('product'), product: numberedSchema }),
  z.object({ kind: z.literal('similar'), product: numberedSchema }),
  z.object({ kind: z.literal('category'), category: numberedSchema, shopper: numberedSchema }),
]);
