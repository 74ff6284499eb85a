import type { TimedIntervention } from '../contract/engine';

/** Returns the interventions of one list that another does not hold. The same may have been done twice. */
export function without(
  all: readonly TimedIntervention[],
  others: readonly TimedIntervention[],
): TimedIntervention[] {
  const left = new Map<string, number>();
  for (const other of others) {
    const text = JSON.stringify(other);
    left.set(text, (left.get(text) ?? 0) + 1);
  }
  return all.filter((one) => {
    const text = JSON.stringify(one);
    const count = left.get(text) ?? 0;
    if (count > 0) left.set(text, count - 1);
    return count === 0;
  });
}
