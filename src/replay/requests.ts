/** Requests as dense ids: 0 to `distinct` - 1, in order of first appearance. */
export interface Requests {
  readonly ids: Int32Array;
  readonly distinct: number;
  /** Bytes of each request's object; without it every object is 1 byte. */
  readonly sizes?: Float64Array | undefined;
  /** Milliseconds on the trace's clock, never falling. */
  readonly times?: Float64Array | undefined;
  /** How long what a line brings in may live, milliseconds; Infinity: for ever; KEEP_TTL: see there. Needs `times`. */
  readonly ttls?: Float64Array | undefined;
  /** What each line does, see `ops.ts`; without it all are reads. */
  readonly ops?: Uint8Array | undefined;
}

/** Whether any line gives a value a TTL. */
export const hasTtls = ({ ttls }: Requests): boolean => ttls?.some(Number.isFinite) ?? false;
