import { Random } from '../../base/random';
import type { Policy, PolicyContext, PolicyDefinition } from '../policy';

/** Returns a policy over 16 ids: by default weights and costs are 1, nothing expires and the clock stands still. */
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

/** Evicts the policy's next `count` victims and returns them. */
export const victims = (policy: Policy, count: number): number[] =>
  Array.from({ length: count }, () => policy.evict(-1));
