import { Decompress } from 'fzstd';
import { archiveOf, isGzip, MAGIC_BYTES } from '../base/archives';
import { gunzipped } from '../base/gunzip';
import { piecesOf } from '../base/pieces';
import { TraceError } from './trace-error';
import { ZstdFrames } from './zstd-frames';

/** Chunk size in bytes: fzstd would unpack a longer zstd chunk at once. */
const CHUNK = 1 << 16;

/**
 * Yields the bytes of a file chunk by chunk, unpacking gzip and zstd, which are recognised by their magic numbers.
 * Memory does not grow with the file. A broken archive ends in a TraceError.
 */
export async function* unpacked(file: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const pieces = piecesOf(file);
  try {
    const first: Uint8Array[] = [];
    let magic = new Uint8Array(0);
    while (magic.length < MAGIC_BYTES) {
      const { done, value } = await pieces.next();
      if (done) break;
      first.push(value);
      magic = Uint8Array.from([...magic, ...value.subarray(0, MAGIC_BYTES)]);
    }
    const all = chained(first, pieces);
    const [a = 0, b, c, d] = magic;
    const isZstd = a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd;
    const isSkippableZstd = (a & 0xf0) === 0x50 && b === 0x2a && c === 0x4d && d === 0x18;
    if (isGzip(magic)) yield* gunzippedTrace(all);
    else if (isZstd || isSkippableZstd) yield* unzstd(all);
    else {
      const other = archiveOf(magic);
      if (other) throw new TraceError(`this is ${other.name}.`, { advice: `To read it, ${other.advice}.` });
      yield* all;
    }
  } finally {
    await pieces.return(undefined);
  }
}

async function* chained(
  first: Iterable<Uint8Array>,
  then: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield* first;
  yield* then;
}

async function* gunzippedTrace(packed: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* gunzipped(packed);
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
    for (let from = 0; from < piece.length; from += CHUNK) {
      for (const part of frames.parts(piece.subarray(from, from + CHUNK))) yield* push(part, false);
    }
  }
  yield* push(frames.rest(), true);
}

const broken = (what: string, thrown: unknown): TraceError =>
  new TraceError(
    `the ${what} data is corrupt or truncated (${thrown instanceof Error ? thrown.message : thrown}).`,
    {
      advice: 'Download the file again.',
    },
  );
