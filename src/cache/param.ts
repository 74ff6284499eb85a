import { z } from 'zod/mini';

/** A parameter of a policy or a protection: what it may be, what it is by default, and what it does, with its unit. */
export const param = <S extends z.ZodMiniType>(
  schema: S,
  byDefault: z.input<S> & z.output<S>,
  help: string,
) => z._default(schema, byDefault as never).check(z.describe(help));
