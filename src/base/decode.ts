import { type Encoding, GuessedText } from './guessed-text';

export interface DecodeOptions {
  /** Called with the count of each piece of the file that is read. */
  readonly onBytes?: (count: number) => void;
  /** Called at the end, with the encoding that was recognised. */
  readonly onEncoding?: (encoding: Encoding) => void;
}

/**
 * Bytes as text, piece by piece: gzip is recognised by its first two bytes, the encoding as `GuessedText` says. Memory
 * does not grow with the file. A broken gzip makes the iteration throw what the platform says of it; an archive of
 * another kind throws a sentence that says what to do.
 */
export async function* decodeText(
  bytes: ReadableStream<Uint8Array>,
  { onBytes = () => {}, onEncoding = () => {} }: DecodeOptions = {},
): AsyncGenerator<string> {
  const [first, rest] = await peek(bytes, onBytes);
  const other = archives.find(({ magic }) => magic.every((byte, at) => first[at] === byte));
  if (other) {
    await rest.cancel();
    throw new Error(`this is ${other.name}: ${other.advice}`);
  }
  const gzipped = first[0] === 0x1f && first[1] === 0x8b;
  const plain = gzipped
    ? rest.pipeThrough(new DecompressionStream('gzip') as TransformStream<Uint8Array, Uint8Array>)
    : rest;
  const text = new GuessedText();
  const reader = plain.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      yield text.push(value);
    }
    yield text.end();
    onEncoding(text.encoding);
  } finally {
    // Also when the consumer stops early: the file is let go.
    await reader.cancel().catch(() => {});
  }
}

/** Kinds of file that people drop in place of the text in them, by their first bytes. */
const archives = [
  {
    magic: [0x50, 0x4b, 0x03, 0x04],
    name: 'a zip archive or an Excel workbook',
    advice: 'unpack it, or save the sheet as CSV',
  },
  { magic: [0xd0, 0xcf, 0x11, 0xe0], name: 'an Excel workbook', advice: 'save the sheet as CSV' },
  { magic: [0x28, 0xb5, 0x2f, 0xfd], name: 'packed with zstd', advice: 'unpack it, or pack it with gzip' },
  { magic: [0x42, 0x5a, 0x68], name: 'packed with bzip2', advice: 'unpack it, or pack it with gzip' },
  { magic: [0xfd, 0x37, 0x7a, 0x58], name: 'packed with xz', advice: 'unpack it, or pack it with gzip' },
  { magic: [0x37, 0x7a, 0xbc, 0xaf], name: 'a 7z archive', advice: 'unpack it' },
  { magic: [0x50, 0x41, 0x52, 0x31], name: 'a Parquet file', advice: 'write it as CSV' },
] as const;

/** Bytes that go on at once. A browser reads megabytes in one go, and a thousand times as many may be packed in them. */
const MOUTHFUL = 64 * 1024;
/** Bytes by which the kind of a file is recognised. */
const MAGIC = 4;

/** The first bytes, and a stream that still has them, in pieces small enough that unpacking one is no matter. */
async function peek(
  bytes: ReadableStream<Uint8Array>,
  onBytes: (count: number) => void,
): Promise<[Uint8Array, ReadableStream<Uint8Array<ArrayBuffer>>]> {
  const reader = bytes.getReader();
  let head = new Uint8Array();
  while (head.byteLength < MAGIC) {
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
