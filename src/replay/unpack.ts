import { Decompress } from 'fzstd';
import { TraceError } from './trace-error';
import { ZstdFrames } from './zstd-frames';

type Bytes = Uint8Array<ArrayBuffer>;
/** Bytes. A longer piece of zstd would be unpacked at once. */
const PIECE = 1 << 16;

/**
 * The bytes of a file piece by piece; gzip and zstd are known by their magic numbers and unpacked on the way. Memory
 * does not grow with the file. A broken archive ends in a TraceError.
 */
export async function* unpacked(file: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const pieces = piecesOf(file);
  try {
    const first: Uint8Array[] = [];
    let magic = new Uint8Array(0);
    while (magic.length < 4) {
      const { done, value } = await pieces.next();
      if (done) break;
      first.push(value);
      magic = Uint8Array.from([...magic, ...value.subarray(0, 4)]);
    }
    const all = chained(first, pieces);
    const [a = 0, b, c, d] = magic;
    const isZstd = a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd;
    const isSkippableZstd = (a & 0xf0) === 0x50 && b === 0x2a && c === 0x4d && d === 0x18;
    if (a === 0x1f && b === 0x8b) yield* gunzipped(all);
    else if (isZstd || isSkippableZstd) yield* unzstd(all);
    else yield* all;
  } finally {
    await pieces.return(undefined);
  }
}

/** A stream as an iteration, in browsers too whose streams are none. Ended early, it lets the file go. */
async function* piecesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

async function* chained(
  first: Iterable<Uint8Array>,
  then: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield* first;
  yield* then;
}

async function* gunzipped(packed: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  const source = new ReadableStream<Bytes>({
    async pull(controller) {
      const { done, value } = await packed.next();
      if (done) controller.close();
      else controller.enqueue(value as Bytes);
    },
  });
  const gunzip = new DecompressionStream('gzip') as TransformStream<Bytes, Bytes>;
  try {
    yield* piecesOf(source.pipeThrough(gunzip));
  } catch (thrown) {
    throw broken('gzip', thrown);
  }
}

async function* unzstd(packed: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  let made: Uint8Array[] = [];
  const frames = new ZstdFrames();
  const unpacking = new Decompress((piece) => made.push(piece));
  const push = (piece: Uint8Array, final: boolean): Uint8Array[] => {
    made = [];
    try {
      unpacking.push(piece, final);
    } catch (thrown) {
      throw broken('zstd', thrown);
    }
    frames.made(made.reduce((sum, { length }) => sum + length, 0));
    return made;
  };
  for await (const piece of packed) {
    for (let from = 0; from < piece.length; from += PIECE) {
      for (const part of frames.parts(piece.subarray(from, from + PIECE))) yield* push(part, false);
    }
  }
  yield* push(frames.rest(), true);
}

const broken = (what: string, thrown: unknown): TraceError =>
  new TraceError(
    `the ${what} data is broken or cut off (${thrown instanceof Error ? thrown.message : thrown}).`,
    {
      advice: 'Fetch the file again.',
    },
  );
