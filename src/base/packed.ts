type Column = Int32Array | Uint32Array | Uint8Array | Uint16Array | Int16Array | Float32Array | Float64Array;

/** A column whose end repeats one value. */
interface Trimmed {
  readonly trimmedFrom: number;
  readonly head: Column;
  readonly rest: number;
}

/** Columns shorter than this stay as they are. */
const TRIM_FROM = 256;

/** A saved state with its columns trimmed: plain data too. */
export interface Packed<S> {
  readonly packed: unknown;
  /** Never there: tells what is packed. */
  readonly of?: S;
}

/**
 * Trims the columns of a saved state: a cache has a place for every entry that it may hold, and most of them are empty.
 * Looks into objects, not into arrays, whose elements are shared. O(columns).
 */
export const pack = <S>(state: S): Packed<S> => ({ packed: trimmed(state) });

/** Gives the state as it was before it was packed. */
export const unpack = <S>({ packed }: Packed<S>): S => filled(packed) as S;

function trimmed(state: unknown): unknown {
  if (isColumn(state)) return state.length < TRIM_FROM ? state : trimmedColumn(state);
  return isPlain(state) ? mapped(state, trimmed) : state;
}

function trimmedColumn(column: Column): Column | Trimmed {
  const rest = column[column.length - 1] as number;
  let end = column.length;
  while (end > 0 && Object.is(column[end - 1], rest)) end--;
  if (2 * end > column.length) return column;
  return { trimmedFrom: column.length, head: column.slice(0, end), rest };
}

function filled(state: unknown): unknown {
  if (!isPlain(state)) return state;
  return isTrimmed(state) ? filledColumn(state) : mapped(state, filled);
}

function filledColumn({ trimmedFrom, head, rest }: Trimmed): Column {
  const column = new (head.constructor as new (length: number) => Column)(trimmedFrom);
  column.set(head);
  return column.fill(rest, head.length);
}

const mapped = (state: object, map: (part: unknown) => unknown): unknown =>
  Object.fromEntries(Object.entries(state).map(([name, part]) => [name, map(part)]));

const isColumn = (state: unknown): state is Column =>
  ArrayBuffer.isView(state) && !(state instanceof DataView);

const isPlain = (state: unknown): state is object =>
  typeof state === 'object' && state !== null && !Array.isArray(state) && isRecord(state);

/** Objects of other kinds (maps, columns, errors) stay as they are. A copy from another thread has the same prototype. */
const isRecord = (state: object): boolean => Object.getPrototypeOf(state) === Object.prototype;

const isTrimmed = (state: object): state is Trimmed => 'trimmedFrom' in state && 'head' in state;
