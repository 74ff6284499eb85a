/** Requests as dense ids: 0 to `distinct` - 1, in order of first appearance. */
export interface Requests {
  readonly ids: Int32Array;
  readonly distinct: number;
  /** Bytes of each request's object; if undefined, every object is 1 byte. */
  readonly sizes?: Float64Array | undefined;
  /** Milliseconds on the trace's clock, never decreasing. */
  readonly times?: Float64Array | undefined;
  /** TTL in milliseconds of the value that a line inserts; Infinity: none; KEEP_TTL: see there. Needs `times`. */
  readonly ttls?: Float64Array | undefined;
  /** The operation of each line, see `ops.ts`; if undefined, all are reads. */
  readonly ops?: Uint8Array | undefined;
}

/** Returns whether any line sets a TTL. */
export const hasTtls = ({ ttls }: Requests): boolean => ttls?.some(Number.isFinite) ?? false;
