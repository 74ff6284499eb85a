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

/**
 * Bytes as text, piece by piece: gzip is recognised by its first two bytes, the encoding as `GuessedText` says. Memory
 * does not grow with the file. A broken gzip makes the iteration throw what is wrong with it; an archive of another
 * kind throws a sentence that says what to do.
 */
export async function* decodeText(
  bytes: ReadableStream<Uint8Array>,
  { onBytes = () => {}, onEncoding = () => {} }: DecodeOptions = {},
): AsyncGenerator<string> {
  const [first, rest] = await peek(bytes, onBytes);
  const other = archiveOf(first);
  if (other) {
    await rest.cancel();
    throw new Error(`this is ${other.name}: ${other.advice}`);
  }
  const packed = piecesOf(rest);
  const text = new GuessedText();
  // Ended early by the consumer, the iteration lets the file go.
  for await (const piece of isGzip(first) ? gunzipped(packed) : packed) yield text.push(piece);
  yield text.end();
  onEncoding(text.encoding);
}

/** Bytes that go on at once. A browser reads megabytes in one go, and a thousand times as many may be packed in them. */
const MOUTHFUL = 64 * 1024;

/** The first bytes, and a stream that still has them, in pieces small enough that unpacking one is no matter. */
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
      const piece = left.subarray(0, MOUTHFUL);
      left = left.subarray(MOUTHFUL);
      onBytes(piece.byteLength);
      controller.enqueue(piece);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return [head, rest];
}
