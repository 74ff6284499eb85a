import type { z } from 'zod/mini';

/** A protection of `memoize` as a catalogue entry: one file in `protections/`, one line in its index. */
export interface ProtectionDefinition<N extends string, P> {
  /** The word for it in options, links and catalogues. */
  readonly name: N;
  readonly label: string;
  /** What it does, in one sentence for the page. */
  readonly summary: string;
  /** Its parameters with units and defaults; sent to the page as JSON Schema. Durations are milliseconds. */
  readonly params: z.ZodMiniType<P>;
}

/** Keeps name and parameters' type while the definition is written down. */
export const defineProtection = <const N extends string, P>(
  definition: ProtectionDefinition<N, P>,
): ProtectionDefinition<N, P> => definition;
