import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { decodeText } from './decode';

const stream = (...pieces: Uint8Array[]) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
      controller.close();
    },
  });
async function textOf(bytes: ReadableStream<Uint8Array>, onBytes?: (count: number) => void): Promise<string> {
  let text = '';
  for await (const piece of decodeText(bytes, onBytes && { onBytes })) text += piece;
  return text;
}
const utf8 = (text: string) => new TextEncoder().encode(text);

test('plain and gzipped files give the same text, and the bytes read are counted', async () => {
  const text = 'prix : 4 €\n'.repeat(20_000);
  for (const bytes of [utf8(text), new Uint8Array(gzipSync(text))]) {
    let read = 0;
    expect(
      await textOf(stream(bytes.subarray(0, 1_000), bytes.subarray(1_000)), (count) => {
        read += count;
      }),
    ).toBe(text);
    expect(read).toBe(bytes.byteLength);
  }
});

test('a character split across two pieces is one character', async () => {
  const bytes = utf8('a€b');
  expect(await textOf(stream(bytes.subarray(0, 2), bytes.subarray(2)))).toBe('a€b');
});

test('an empty file is an empty text', async () => {
  expect(await textOf(stream())).toBe('');
});

test('a truncated gzip file is an error and not a shorter text', async () => {
  const packed = new Uint8Array(gzipSync(utf8('0123456789'.repeat(10_000))));
  await expect(textOf(stream(packed.subarray(0, packed.length - 20)))).rejects.toThrow();
});

test('a file is read only as fast as its text is consumed', async () => {
  let read = 0;
  const large = new Uint8Array(4_000_000).fill(97);
  const pieces = decodeText(stream(large), {
    onBytes: (count) => {
      read += count;
    },
  });
  await pieces.next();
  expect(read).toBeLessThan(1_000_000);
  await pieces.return(undefined);
});

test.each([
  ['a workbook', [0x50, 0x4b, 0x03, 0x04], 'save the sheet as CSV'],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd], 'pack it with gzip'],
])('%s is refused by its name, in pieces of any length', async (_, magic, advice) => {
  const bytes = Uint8Array.from([...magic, ...utf8('whatever comes then')]);
  await expect(textOf(stream(bytes))).rejects.toThrow(advice);
  await expect(textOf(stream(...Array.from(bytes, (byte) => Uint8Array.of(byte))))).rejects.toThrow(advice);
});

test('the encoding is reported at the end', async () => {
  let told = '';
  const latin = Uint8Array.from(Buffer.from('Zoë and a line that goes on', 'latin1'));
  for await (const _ of decodeText(stream(latin), {
    onEncoding: (encoding) => {
      told = encoding;
    },
  })) {
    expect(told).toBe('');
  }
  expect(told).toBe('windows-1252');
});
