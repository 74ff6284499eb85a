import { type ReadOptions, readTrace, type Trace } from '../read-trace';

/** A file in memory, given out in pieces of `pieceLength` bytes. */
export function streamOf(bytes: Uint8Array, pieceLength = 1 << 16): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) controller.close();
      else controller.enqueue(bytes.subarray(at, at + pieceLength));
      at += pieceLength;
    },
  });
}

export const readText = (text: string, options?: ReadOptions, pieceLength?: number): Promise<Trace> =>
  readTrace(streamOf(new TextEncoder().encode(text), pieceLength), options);

/** A trace as plain lists, for comparing. */
export function plainly({ format, requests: { ids, sizes, times, ttls, ops }, ignored }: Trace) {
  const list = (column: ArrayLike<number> | undefined) => column && Array.from(column);
  return {
    format,
    ids: list(ids),
    ...(sizes && { sizes: list(sizes) }),
    ...(times && { times: list(times) }),
    ...(ttls && { ttls: list(ttls) }),
    ...(ops && { ops: list(ops) }),
    ...(ignored.length > 0 && { ignored }),
  };
}
