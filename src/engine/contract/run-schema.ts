import { z } from 'zod/mini';
import { visibleStart } from '../../base/visible-text';
import { SPEED_MAX_FINITE, SPEED_MIN } from './run';
import { momentSchema } from './value-schemas';

/** The largest seed. */
export const LARGEST_SEED = 999_999_999;
/** A seed, for what comes from outside. */
export const seedSchema = z.int().check(z.gte(0), z.lte(LARGEST_SEED));
/** A speed: virtual over wall time, or `max`. */
export const speedSchema = z.union([
  z.literal('max'),
  z.number().check(z.gte(SPEED_MIN), z.lte(SPEED_MAX_FINITE)),
]);
/** Characters of a shop's title in links and files. */
const MOST_TITLE = 60;
/** The data of an imported shop: 8 hexadecimal digits, and a title for people. */
export const dataSchema = z.object({
  hash: z.string().check(z.regex(/^[0-9a-f]{8}$/)),
  title: z.string().check(z.maxLength(MOST_TITLE)),
});
/** Returns a shop's title as links and files hold it. */
export const shortTitle = (title: string): string => visibleStart(title, MOST_TITLE - 1).slice(0, MOST_TITLE);
/** Steps that the link of a run could not hold; 0: some. */
export const leftOutSchema = z.object({
  steps: z.int().check(z.gte(0), z.lte(999_999_999)),
  from: momentSchema,
});
/** The id of a study. Which studies there are, the page knows. */
const studySchema = z.string().check(z.regex(/^[a-z][a-z-]{0,39}$/));
/** How a run is looked at, for what comes from outside. */
export const viewSchema = z.object({
  speed: z._default(speedSchema, 1),
  study: z.optional(studySchema),
  at: z.optional(momentSchema),
});
