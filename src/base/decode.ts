/**
 * Bytes as text, piece by piece: gzip is recognised by its first two bytes, a byte order mark is dropped. Memory does
 * not grow with the file. A broken gzip makes the iteration throw what the platform says of it.
 */
export async function* decodeText(
  bytes: ReadableStream<Uint8Array>,
  onBytes: (count: number) => void = () => {},
): AsyncGenerator<string> {
  const [first, rest] = await peek(bytes, onBytes);
  const gzipped = first[0] === 0x1f && first[1] === 0x8b;
  const plain = gzipped
    ? rest.pipeThrough(new DecompressionStream('gzip') as TransformStream<Uint8Array, Uint8Array>)
    : rest;
  const decoder = new TextDecoder();
  const reader = plain.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      yield decoder.decode(value, { stream: true });
    }
    yield decoder.decode();
  } finally {
    // Also when the consumer stops early: the file is let go.
    await reader.cancel().catch(() => {});
  }
}

/** Bytes that go on at once. A browser reads megabytes in one go, and a thousand times as many may be packed in them. */
const MOUTHFUL = 64 * 1024;

/** The first bytes, and a stream that still has them, in pieces small enough that unpacking one is no matter. */
async function peek(
  bytes: ReadableStream<Uint8Array>,
  onBytes: (count: number) => void,
): Promise<[Uint8Array, ReadableStream<Uint8Array<ArrayBuffer>>]> {
  const reader = bytes.getReader();
  const head = (await reader.read()).value ?? new Uint8Array();
  let left = head as Uint8Array<ArrayBuffer>;
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
