import { archiveOf, isGzip, MAGIC_BYTES } from './archives';
import { type Encoding, GuessedText } from './guessed-text';
import { gunzipped } from './gunzip';
import { piecesOf } from './pieces';

export interface DecodeOptions {
  /** Called with the count of each piece of the file that is read. */
  readonly onBytes?: (count: number) => void;
  /** Called at the end, with the encoding that was recognised. */
  readonly onEncoding?: (encoding: Encoding) => void;
}

/** Thrown for a file that is no text, with what to do about it in its message. */
export class NotText extends Error {
  override readonly name = 'NotText';
}

/**
 * Decodes bytes to text, piece by piece: gzip is recognised by its first two bytes, the encoding by `GuessedText`.
 * Memory does not grow with the file. The iteration throws an error that describes the fault of a broken gzip, and
 * `NotText` for an archive of another kind.
 */
export async function* decodeText(
  bytes: ReadableStream<Uint8Array>,
  { onBytes = () => {}, onEncoding = () => {} }: DecodeOptions = {},
): AsyncGenerator<string> {
  const [first, rest] = await peek(bytes, onBytes);
  const other = archiveOf(first);
  if (other) {
    await rest.cancel();
    throw new NotText(`this is ${other.name}: ${other.advice}`);
  }
  const packed = piecesOf(rest);
  const text = new GuessedText();
  // If the consumer ends the iteration early, the file is released.
  for await (const piece of isGzip(first) ? gunzipped(packed) : packed) yield text.push(piece);
  yield text.end();
  onEncoding(text.encoding);
}

/**
 * Largest piece passed on, in bytes. A browser reads megabytes at once, which may unpack to a thousand times as many.
 */
const PIECE_BYTES = 64 * 1024;

/**
 * Returns the first bytes, and a stream that includes them, in pieces that are small enough to unpack one at a time.
 */
async function peek(
  bytes: ReadableStream<Uint8Array>,
  onBytes: (count: number) => void,
): Promise<[Uint8Array, ReadableStream<Uint8Array<ArrayBuffer>>]> {
  const reader = bytes.getReader();
  let head = new Uint8Array();
  while (head.byteLength < MAGIC_BYTES) {
    const { done, value } = await reader.read();
    if (done) break;
    head = head.byteLength === 0 ? (value as Uint8Array<ArrayBuffer>) : Uint8Array.from([...head, ...value]);
  }
  let left = head;
  const rest = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      while (left.byteLength === 0) {
        const { done, value } = await reader.read();
        if (done) return controller.close();
        left = value as Uint8Array<ArrayBuffer>;
      }
      const piece = left.subarray(0, PIECE_BYTES);
      left = left.subarray(PIECE_BYTES);
      onBytes(piece.byteLength);
      controller.enqueue(piece);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return [head, rest];
}
