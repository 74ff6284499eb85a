import { z } from 'zod/mini';
import { aliasing } from './aliasing';
import { earlyExpiry } from './early-expiry';
import { leases } from './leases';
import { negativeCaching } from './negative-caching';
import { refreshAhead } from './refresh-ahead';
import { retryBudget } from './retry-budget';
import { scanBypass } from './scan-bypass';
import { singleFlight } from './single-flight';
import { staleIfError } from './stale-if-error';
import { staleWhileRevalidate } from './stale-while-revalidate';
import { timeLimits } from './time-limits';
import { valueCheck } from './value-check';
import { versionedKeys } from './versioned-keys';

/** All protections, in display order. */
export const protections = [
  singleFlight,
  leases,
  staleWhileRevalidate,
  staleIfError,
  refreshAhead,
  earlyExpiry,
  negativeCaching,
  timeLimits,
  retryBudget,
  scanBypass,
  versionedKeys,
  aliasing,
  valueCheck,
] as const;

type Each = (typeof protections)[number];
export type ProtectionName = Each['name'];
/** State of each protection: `off`, or its parameters. */
export type Protections = {
  readonly [N in ProtectionName]: 'off' | z.infer<Extract<Each, { name: N }>['params']>;
};

/** All protections off: the behaviour of a plain map with a TTL. */
export const unprotected = Object.fromEntries(protections.map(({ name }) => [name, 'off'])) as Protections;

/** Serializable description of a protection, for the page and the terminal. */
export interface ProtectionEntry {
  readonly name: ProtectionName;
  readonly label: string;
  readonly summary: string;
  /** JSON Schema of the parameters, with defaults and descriptions. */
  readonly params: unknown;
}

export const protectionCatalogue = (): ProtectionEntry[] =>
  protections.map(({ name, label, summary, params }) => ({
    name,
    label,
    summary,
    params: z.toJSONSchema(params, { io: 'input' }),
  }));
