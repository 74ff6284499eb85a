/**
 * Estimates the memory retained by a JavaScript value, in bytes, by the layout of V8 with 8-byte pointers: the header
 * of an object and a word per field, the characters of a string, the buffer of a typed array. Shared parts count once.
 * Small integers, booleans, null and undefined are stored in their owner's field and count as that. Functions, hidden
 * classes and dictionaries grown by deletion are not examined: an estimate, within some 20 % for data.
 *
 * Limit: a string of 13 characters or more that is a slice of a longer one (`slice`, `split`, a regular expression, a
 * field of a parsed line) retains the whole longer string in V8, which a program cannot detect. Only its own characters
 * are counted. Cached slices should be copied: the protection `aliasing` with `by: 'copy'` does so (`structuredClone`
 * makes flat strings), and so does `JSON.parse(JSON.stringify(text))`.
 */
export function retainedSize(value: unknown): number {
  if (typeof value === 'number')
    return Number.isInteger(value) && Math.abs(value) < 2 ** 31 ? WORD : HEAP_NUMBER;
  if (typeof value === 'string') return stringSize(value);
  if (typeof value !== 'object' || value === null) return WORD;
  return graphSize(value);
}

const WORD = 8;
/** Header of every object: map word, properties, elements. */
const OBJECT = 3 * WORD;
const HEAP_NUMBER = 16;
const ARRAY_HEADER = 2 * WORD;
const TYPED_ARRAY = 104;
const TABLE = 6 * WORD;

function stringSize(text: string): number {
  let wide = 1;
  for (let i = 0; i < text.length && wide === 1; i++) if (text.charCodeAt(i) > 255) wide = 2;
  return 16 + roundUp(text.length * wide);
}

const roundUp = (bytes: number) => Math.ceil(bytes / WORD) * WORD;

/** Uses a list instead of recursion: a deep value must not overflow the stack. */
function graphSize(root: object): number {
  const seen = new Set<object>([root]);
  const open: object[] = [root];
  let total = 0;

  const field = (value: unknown) => {
    total += WORD;
    if (typeof value === 'string') total += stringSize(value);
    else if (typeof value === 'bigint') total += 24;
    else if (typeof value === 'number') total += Number.isInteger(value) ? 0 : HEAP_NUMBER;
    else if (typeof value === 'object' && value !== null && !seen.has(value)) {
      seen.add(value);
      open.push(value);
    }
  };

  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (ArrayBuffer.isView(one)) {
      total += TYPED_ARRAY;
      if (!seen.has(one.buffer)) {
        seen.add(one.buffer);
        total += roundUp(one.buffer.byteLength);
      }
    } else if (one instanceof ArrayBuffer) total += TYPED_ARRAY + roundUp(one.byteLength);
    else if (Array.isArray(one)) {
      total += OBJECT + WORD + ARRAY_HEADER;
      // An array of numbers only is packed, without a header for each.
      if (one.length > 0 && one.every((value) => typeof value === 'number')) total += one.length * WORD;
      else for (const value of one) field(value);
    } else if (one instanceof Map) {
      total += OBJECT + TABLE;
      for (const [key, value] of one) {
        field(key);
        field(value);
        total += 2 * WORD; // chain and bucket
      }
    } else if (one instanceof Set) {
      total += OBJECT + TABLE;
      for (const value of one) {
        field(value);
        total += 2 * WORD;
      }
    } else if (one instanceof Date) total += OBJECT + 9 * WORD;
    else {
      total += OBJECT;
      for (const key of Object.keys(one)) field((one as Record<string, unknown>)[key]);
    }
  }
  return total;
}
