import type { z } from 'zod/mini';

/** Definition of a protection of `memoize`: one file in `protections/`, one line in its index. */
export interface ProtectionDefinition<N extends string, P> {
  /** Name in options, links and catalogues. */
  readonly name: N;
  readonly label: string;
  /** Description for the page, one sentence. */
  readonly summary: string;
  /** Parameters with units and defaults; sent to the page as JSON Schema. Durations are milliseconds. */
  readonly params: z.ZodMiniType<P>;
}

/** Returns a definition, with the types of its name and parameters inferred. */
export const defineProtection = <const N extends string, P>(
  definition: ProtectionDefinition<N, P>,
): ProtectionDefinition<N, P> => definition;
