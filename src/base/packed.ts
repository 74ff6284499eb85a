type Column = Int32Array | Uint32Array | Uint8Array | Uint16Array | Int16Array | Float32Array | Float64Array;
type ColumnKind = new (length: number) => Column;

/** A column in which one value fills most places: only the runs of other values are kept. */
interface Sparse {
  readonly sparseLength: number;
  /** The value of all other places. */
  readonly rest: number;
  /** Where each run begins and ends (exclusive), in turn. */
  readonly runs: Uint32Array;
  /** The values of all runs. */
  readonly values: Column;
}

/** Columns shorter than this stay as they are. */
const SPARSE_FROM = 256;

/** A saved state with its columns made sparse: plain data too. */
export interface Packed<S> {
  readonly packed: unknown;
  /** Never there: tells what is packed. */
  readonly of?: S;
}

/**
 * Leaves out the empty places of a saved state's columns: a cache has a place for every entry that it may hold, and
 * most of them are empty. Looks into objects, not into arrays, whose elements are shared. O(columns).
 */
export const pack = <S>(state: S): Packed<S> => ({ packed: sparse(state) });

/** Gives the state as it was before it was packed. */
export const unpack = <S>({ packed }: Packed<S>): S => filled(packed) as S;

function sparse(state: unknown): unknown {
  if (isColumn(state)) return state.length < SPARSE_FROM ? state : sparseColumn(state);
  return isPlain(state) ? mapped(state, sparse) : state;
}

/** Returns the column itself where that is smaller. */
function sparseColumn(column: Column): Column | Sparse {
  const found = runsOf(column);
  if (!found) return column;
  const { runs, kept } = found;
  const values = new (column.constructor as ColumnKind)(kept);
  for (let run = 0, at = 0; run < runs.length; run += 2) {
    const [begin, end] = [runs[run] as number, runs[run + 1] as number];
    copy(column, begin, end, values, at);
    at += end - begin;
  }
  const rest = column[column.length - 1] as number;
  return { sparseLength: column.length, rest, runs: Uint32Array.from(runs), values };
}

/** Returns the runs of values that differ from the last one; undefined where a sparse column would take over half. */
function runsOf(column: Column): { readonly runs: number[]; readonly kept: number } | undefined {
  const runs: number[] = [];
  const { length, BYTES_PER_ELEMENT: size, byteLength } = column;
  const words = wordsOf(column);
  // An element is one word or two.
  const step = words.length / length;
  const [rest, restBeside] = [words[words.length - step], words[words.length - 1]];
  let kept = 0;
  for (let i = 0; i < length; ) {
    while (i < length && words[i * step] === rest && words[i * step + step - 1] === restBeside) i++;
    if (i === length) break;
    const begin = i;
    while (words[i * step] !== rest || words[i * step + step - 1] !== restBeside) i++;
    runs.push(begin, i);
    kept += i - begin;
    if (2 * (4 * runs.length + kept * size) > byteLength) return undefined;
  }
  return { runs, kept };
}

/** Runs shorter than this are copied one by one: a view of each would cost more. */
const SHORT = 16;

function copy(from: Column, begin: number, end: number, to: Column, at: number): void {
  if (end - begin >= SHORT) to.set(from.subarray(begin, end), at);
  else for (let i = begin; i < end; i++) to[at + i - begin] = from[i] as number;
}

/** The elements as whole numbers of one kind: a loop over seven kinds of columns is many times slower. */
const wordsOf = (column: Column): Int32Array =>
  column.BYTES_PER_ELEMENT < 4
    ? new Int32Array(column)
    : new Int32Array(column.buffer, column.byteOffset, column.byteLength / 4);

function filled(state: unknown): unknown {
  if (!isPlain(state)) return state;
  return isSparse(state) ? filledColumn(state) : mapped(state, filled);
}

function filledColumn({ sparseLength, rest, runs, values }: Sparse): Column {
  const column = new (values.constructor as ColumnKind)(sparseLength).fill(rest);
  for (let run = 0, at = 0; run < runs.length; run += 2) {
    const [begin, end] = [runs[run] as number, runs[run + 1] as number];
    copy(values, at, at + end - begin, column, begin);
    at += end - begin;
  }
  return column;
}

const mapped = (state: object, map: (part: unknown) => unknown): unknown =>
  Object.fromEntries(Object.entries(state).map(([name, part]) => [name, map(part)]));

const isColumn = (state: unknown): state is Column =>
  ArrayBuffer.isView(state) && !(state instanceof DataView);

const isPlain = (state: unknown): state is object =>
  typeof state === 'object' && state !== null && !Array.isArray(state) && isRecord(state);

/** Objects of other kinds (maps, columns, errors) stay as they are. A copy from another thread has the same prototype. */
const isRecord = (state: object): boolean => Object.getPrototypeOf(state) === Object.prototype;

const isSparse = (state: object): state is Sparse => 'sparseLength' in state && 'runs' in state;
