import type { Bytes } from './units';

const REFERENCE_BYTES = 8;
const OBJECT_BYTES = 16;
/** Of longer lists so many elements are looked at, evenly spread, and count for the others. */
const SAMPLE = 32;

/**
 * Returns about how much memory plain data takes: exactly for columns, about for texts and fields, by a sample for long
 * lists. O(fields).
 * @param isElsewhere whether an object is accounted for elsewhere: then only the reference to it counts.
 */
export function plainBytes(data: unknown, isElsewhere: (one: object) => boolean = () => false): Bytes {
  if (typeof data === 'string') return 2 * data.length;
  if (typeof data !== 'object' || data === null || isElsewhere(data)) return 0;
  if (ArrayBuffer.isView(data)) return OBJECT_BYTES + data.byteLength;
  const parts: readonly unknown[] = data instanceof Map ? [...data] : Object.values(data);
  const own = OBJECT_BYTES + REFERENCE_BYTES * parts.length;
  const count = Math.min(parts.length, SAMPLE);
  let sampled = 0;
  for (let i = 0; i < count; i++)
    sampled += plainBytes(parts[Math.floor((i * parts.length) / count)], isElsewhere);
  return own + (count === 0 ? 0 : (sampled * parts.length) / count);
}
