import type { Bytes } from './units';

const REFERENCE_BYTES = 8;
const OBJECT_BYTES = 16;
/** The elements of longer lists are only referred to: they belong to somebody else. */
const SHORT_LIST = 64;

/**
 * Returns about how much memory plain data takes: its columns, texts, fields and short lists, without what the elements
 * of long lists hold. O(fields).
 */
export function plainBytes(data: unknown): Bytes {
  if (typeof data === 'string') return 2 * data.length;
  if (typeof data !== 'object' || data === null) return 0;
  if (ArrayBuffer.isView(data)) return OBJECT_BYTES + data.byteLength;
  const parts: readonly unknown[] = data instanceof Map ? [...data] : Object.values(data);
  const own = OBJECT_BYTES + REFERENCE_BYTES * parts.length;
  if (Array.isArray(data) && data.length > SHORT_LIST) return own;
  return parts.reduce<number>((sum, part) => sum + plainBytes(part), own);
}
