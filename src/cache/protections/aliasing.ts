import { z } from 'zod/mini';
import { param } from '../param';
import { defineProtection } from '../protection';

/**
 * All callers of a cache share its values: a caller that changes one changes it for all. `freeze` makes plain data
 * immutable when it enters the cache (a change then throws in strict code); `copy` returns a copy to each caller, at
 * the cost of copying. Objects and arrays are frozen deeply; a Map, a Set, a Date or a typed array cannot be frozen: a
 * value that contains one is refused, use `copy`.
 */
export const aliasing = defineProtection({
  name: 'aliasing',
  label: 'Copy or freeze',
  summary:
    'A caller cannot change the values of other callers: values are frozen on entry, or copied for each caller.',
  params: z.object({
    by: param(z.enum(['copy', 'freeze']), 'freeze', 'Copy for each caller, or freeze once.'),
  }),
});

type Aliasing = 'off' | z.infer<typeof aliasing.params>;

/** Returns the value to store, protected from changes by the code that computed it. */
export const guarded = <V>(value: V, how: Aliasing): V =>
  how !== 'off' && how.by === 'freeze' ? deepFreeze(value) : ownCopy(value, how);

/** Returns the value for one caller. */
export const ownCopy = <V>(value: V, how: Aliasing): V =>
  how !== 'off' && how.by === 'copy' ? structuredClone(value) : value;

/** Freezes objects and arrays deeply. Throws for values that cannot be frozen. */
function deepFreeze<V>(value: V): V {
  const open: unknown[] = [value];
  const seen = new Set<unknown>();
  for (let one = open.pop(); open.length > 0 || one !== undefined; one = open.pop()) {
    if (typeof one !== 'object' || one === null || seen.has(one)) continue;
    seen.add(one);
    if (ArrayBuffer.isView(one) || one instanceof ArrayBuffer || hasSlots(one))
      throw new Error(`A ${one.constructor.name} cannot be frozen: protect such values by copy`);
    Object.freeze(one);
    for (const part of Object.values(one)) open.push(part);
  }
  return value;
}

/** Returns whether an object changes through methods, which freezing does not prevent. */
const hasSlots = (one: object): boolean => one instanceof Map || one instanceof Set || one instanceof Date;
