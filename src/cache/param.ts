import { z } from 'zod/mini';

/** Declares a parameter of a policy or a protection: its schema, its default, and its help text with the unit. */
export const param = <S extends z.ZodMiniType>(
  schema: S,
  byDefault: z.input<S> & z.output<S>,
  help: string,
) => z._default(schema, byDefault as never).check(z.describe(help));
