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
/** `zstd -c` of the text, with a checksum. */
const zstd = new Uint8Array(Buffer.from('KLUv/QRYqQAAa2V5LHNpemUKYSwxCmIsMgphLDEK58gDlw==', 'base64'));
/** A frame that readers must pass over (RFC 8878, 3.1.2). */
const skippable = Uint8Array.of(0x50, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 9, 9);

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
    ['frames of zstd, one to be passed over', joined(skippable, zstd, zstd), TEXT + TEXT],
    ['nothing', new Uint8Array(0), ''],
    ['three bytes', plain.subarray(0, 3), 'key'],
  ])('%s, in pieces of any length', async (_, bytes, text) => {
    for (const length of [1, 2, 7, 1000]) expect(await textFrom(bytes, length)).toBe(text);
  });

  test('a cut archive is an error', async () => {
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
        // The magic number stays: without it, it is another file.
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

  test('who stops early lets the file go', async () => {
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
