import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTrace } from './read-trace';
import { streamOf } from './testing/read-text';
import { TraceError } from './trace-error';
import { unpacked } from './unpack';

const TEXT = 'key,size\na,1\nb,2\na,1\n';
const plain = new TextEncoder().encode(TEXT);
const gzip = new Uint8Array(gzipSync(TEXT));
const empty = new Uint8Array(gzipSync(''));
/** `zstd -c` of the text, with a checksum. */
const zstd = new Uint8Array(Buffer.from('KLUv/QRYqQAAa2V5LHNpemUKYSwxCmIsMgphLDEK58gDlw==', 'base64'));
/** A frame that readers must skip (RFC 8878, 3.1.2). */
const skippable = Uint8Array.of(0x50, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 9, 9);

/** The byte of a zstd frame header that declares the window (RFC 8878, 3.1.1.1.2). */
const WINDOW_128_KIB = 7 << 3;
const WINDOW_2_MIB = 11 << 3;
const WINDOW_128_MIB = 17 << 3;
const frame = (window: number, ...blocks: number[][]) =>
  Uint8Array.from([0x28, 0xb5, 0x2f, 0xfd, 0, window, ...blocks.flat()]);
const blockHeader = (type: number, size: number, isLast: boolean) => {
  const word = (size << 3) | (type << 1) | Number(isLast);
  return [word & 0xff, (word >> 8) & 0xff, word >> 16];
};
const raw = (bytes: Uint8Array, isLast: boolean) => [...blockHeader(0, bytes.length, isLast), ...bytes];
/** Blocks that repeat one byte. */
const rleBlocks = (count: number, size: number) =>
  Array.from({ length: count }, (_, i) => [...blockHeader(1, size, i === count - 1), 97]);

const joined = (...parts: Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));

async function textFrom(bytes: Uint8Array, pieceLength?: number): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of unpacked(streamOf(bytes, pieceLength))) pieces.push(piece.slice());
  return new TextDecoder().decode(joined(...pieces));
}

describe('unpacking', () => {
  test.each([
    ['plain', plain, TEXT],
    ['gzip', gzip, TEXT],
    ['two gzips in a row', joined(gzip, gzip), TEXT + TEXT],
    ['zstd', zstd, TEXT],
    ['zstd frames, one to be skipped', joined(skippable, zstd, zstd), TEXT + TEXT],
    ['nothing', new Uint8Array(0), ''],
    ['gzips in a row, one empty, and padding', joined(gzip, empty, gzip, new Uint8Array(40)), TEXT + TEXT],
    ['three bytes', plain.subarray(0, 3), 'key'],
  ])('%s, in pieces of any length', async (_, bytes, text) => {
    for (const length of [1, 2, 7, 1000]) expect(await textFrom(bytes, length)).toBe(text);
  });

  test('files of `cat *.gz` are one trace', async () => {
    const parts = ['time,key\n0,a\n1,b\n', '2,a\n3,c\n'].map((part) => new Uint8Array(gzipSync(part)));
    const { requests } = await readTrace(streamOf(joined(...parts), 5));
    expect([...requests.ids]).toEqual([0, 1, 0, 2]);
  });

  test('archives of other kinds are refused by their names', async () => {
    const zip = Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0);
    await expect(readTrace(streamOf(zip))).rejects.toThrow(/a zip archive.*unpack it/);
    await expect(readTrace(streamOf(new TextEncoder().encode('PAR1....')))).rejects.toThrow('a Parquet file');
  });

  test('a truncated archive is an error', async () => {
    for (const whole of [gzip, zstd]) {
      for (const length of [6, 12, whole.length - 6]) {
        await expect(textFrom(whole.subarray(0, length)), `${length}`).rejects.toThrow(TraceError);
      }
    }
  });

  test('any damage ends in a trace or in a TraceError', async () => {
    const damaged = fc
      .tuple(
        fc.constantFrom(gzip, zstd),
        fc.array(fc.tuple(fc.nat({ max: 100 }), fc.nat({ max: 255 })), { minLength: 1 }),
      )
      .map(([whole, changes]) => {
        const bytes = whole.slice();
        // The magic number stays: without it the file is not an archive.
        for (const [at, to] of changes) if (4 + at < bytes.length) bytes[4 + at] = to;
        return bytes;
      });
    await fc.assert(
      fc.asyncProperty(damaged, fc.integer({ min: 1, max: 50 }), async (bytes, length) => {
        try {
          await readTrace(streamOf(bytes, length));
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(TraceError);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('twenty thousand frames are unpacked like one, including empty ones and large windows', async () => {
    const empty = frame(WINDOW_2_MIB, raw(new Uint8Array(0), true));
    const line = frame(WINDOW_128_MIB, raw(plain, true));
    const many = Uint8Array.from([
      ...line,
      ...Array<number[]>(20_000)
        .fill([...empty])
        .flat(),
      ...line,
    ]);
    expect(await textFrom(many, 1 << 16)).toBe(TEXT + TEXT);
  });

  test('a frame of several blocks keeps the window that it asks for', async () => {
    const half = plain.length >> 1;
    const whole = frame(WINDOW_2_MIB, raw(plain.subarray(0, half), false), raw(plain.subarray(half), true));
    for (const length of [1, 4, 100]) expect(await textFrom(whole, length)).toBe(TEXT);
  });

  test.each([
    [
      'tiny blocks with a window of 128 MiB',
      frame(WINDOW_128_MIB, ...rleBlocks(20_000, 1)),
      'blocks too small',
    ],
    ['a block above the largest block size', frame(WINDOW_2_MIB, ...rleBlocks(2, 1 << 20)), 'a block states'],
    [
      'text of 13,000 times its size',
      frame(WINDOW_128_KIB, ...rleBlocks(40_000, 1 << 17)),
      'more than 4096 times',
    ],
  ])('%s is refused before it costs memory or time', async (_, bytes, message) => {
    const read = async () => {
      for await (const piece of unpacked(streamOf(bytes))) expect(piece.length).toBeLessThan(1 << 22);
    };
    await expect(read()).rejects.toThrow(message);
  });

  test('a reader that stops early cancels the stream', async () => {
    let cancelled = false;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new TextEncoder().encode('key,size\nx,not a number\n')),
      cancel: () => {
        cancelled = true;
      },
    });
    await expect(readTrace(endless)).rejects.toThrow('line 2: the size is');
    expect(cancelled).toBe(true);
  });
});
