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
  const rest = column[column.length - 1] as number;
  const isRest = (place: number) => Object.is(column[place], rest);
  let [kept, count] = [0, 0];
  for (let i = 0; i < column.length; i++) {
    if (isRest(i)) continue;
    kept++;
    if (i === 0 || isRest(i - 1)) count++;
  }
  const runs = new Uint32Array(2 * count);
  if (runs.byteLength + kept * column.BYTES_PER_ELEMENT > column.byteLength / 2) return column;
  const values = new (column.constructor as ColumnKind)(kept);
  for (let begin = 0, run = 0, at = 0; run < runs.length; run += 2) {
    while (isRest(begin)) begin++;
    let end = begin + 1;
    while (!isRest(end)) end++;
    runs[run] = begin;
    runs[run + 1] = end;
    values.set(column.subarray(begin, end), at);
    at += end - begin;
    begin = end;
  }
  return { sparseLength: column.length, rest, runs, values };
}

function filled(state: unknown): unknown {
  if (!isPlain(state)) return state;
  return isSparse(state) ? filledColumn(state) : mapped(state, filled);
}

function filledColumn({ sparseLength, rest, runs, values }: Sparse): Column {
  const column = new (values.constructor as ColumnKind)(sparseLength).fill(rest);
  for (let run = 0, at = 0; run < runs.length; run += 2) {
    const [begin, end] = [runs[run] as number, runs[run + 1] as number];
    column.set(values.subarray(at, at + end - begin), begin);
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
