import { z } from 'zod/mini';
import { param } from '../param';
import { defineProtection } from '../protection';

/**
 * What a cache hands out is shared by all who ask: one who changes it changes it for everybody. `freeze` makes
 * plain data unchangeable when it enters (a change then throws, in strict code); `copy` hands each a copy of their
 * own, at the price of copying. Frozen are objects and arrays all the way down; a Map, a Set, a Date or a typed array
 * cannot be frozen: a value that holds one is refused, use `copy`.
 */
export const aliasing = defineProtection({
  name: 'aliasing',
  label: 'Copy or freeze',
  summary:
    'Nobody can change what others get: values are frozen when they enter, or copied for each who asks.',
  params: z.object({
    by: param(z.enum(['copy', 'freeze']), 'freeze', 'Copy for each reader, or freeze once.'),
  }),
});

type Aliasing = 'off' | z.infer<typeof aliasing.params>;

/** The value as it enters: out of reach of whoever made it. */
export const guarded = <V>(value: V, how: Aliasing): V =>
  how !== 'off' && how.by === 'freeze' ? deepFreeze(value) : ownCopy(value, how);

/** The value as one reader gets it. */
export const ownCopy = <V>(value: V, how: Aliasing): V =>
  how !== 'off' && how.by === 'copy' ? structuredClone(value) : value;

/** Freezes objects and arrays all the way down. Throws for what cannot be frozen. */
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

/** What changes through methods, which freezing does not stop. */
const hasSlots = (one: object): boolean => one instanceof Map || one instanceof Set || one instanceof Date;
