import { Random } from '../../base/random';
import type { Policy, PolicyContext, PolicyDefinition } from '../policy';

/** A policy over 16 ids, alone: everything weighs and costs 1 and never dies, the clock stands, but for what a test says. */
export function makePolicy<P>(
  { create, params }: PolicyDefinition<P>,
  around: Partial<PolicyContext> = {},
  given: Partial<P> = {},
): Policy {
  const context: PolicyContext = {
    ids: 16,
    capacity: 4,
    unit: 'entries',
    random: new Random(1),
    sizeOf: () => 1,
    weightOf: () => 1,
    costOf: () => 1,
    deadlineOf: () => Infinity,
    now: () => 0,
    nextUse: () => Infinity,
    forget: () => {},
    ...around,
  };
  return create(context, params.parse(given));
}

/** The policy's next `count` victims, which leave. */
export const victims = (policy: Policy, count: number): number[] =>
  Array.from({ length: count }, () => policy.evict(-1));
