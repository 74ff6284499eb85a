import { policyNamed } from '../../cache/registry';
import { type ReadOptions, readTrace, type Trace } from '../read-trace';
import { simulate } from '../simulate';

/** Returns a file in memory as a stream of chunks of `pieceLength` bytes. */
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

/** Replays a file in an unbounded cache: reads, distinct keys and misses. */
export async function outcomeOf(text: string) {
  const { format, requests, ignored } = await readText(text);
  const run = { policy: policyNamed('lru'), capacity: requests.distinct, unit: 'entries', seed: 1 } as const;
  const { requests: reads, misses } = simulate(requests, run);
  return {
    format,
    reads,
    keys: requests.distinct,
    misses,
    ignored: ignored.map(({ what, count }) => [what, count]),
  };
}

/** Returns a trace as plain lists, for comparison. */
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
