import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gunzipped } from './gunzip';

const joined = (...parts: Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));
const zeros = (length: number) => new Uint8Array(length);

async function* cut(bytes: Uint8Array, length: number) {
  for (let at = 0; at < bytes.length; at += length) yield bytes.slice(at, at + length);
}

async function unpacked(bytes: Uint8Array, length = 1000): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of gunzipped(cut(bytes, length))) pieces.push(piece);
  return joined(...pieces);
}

/** Adds a header with all that RFC 1952 allows: an extra field, a name, a comment and a header checksum. */
function withLongHeader(member: Uint8Array): Uint8Array {
  const flags = 4 + 8 + 16;
  const name = new TextEncoder().encode('a name.csv\0a comment\0');
  return joined(
    Uint8Array.of(0x1f, 0x8b, 8, flags, 0, 0, 0, 0, 0, 3),
    Uint8Array.of(2, 0, 7, 7),
    name,
    member.slice(10),
  );
}

describe('gzip', () => {
  test('unpacks any members, in pieces of any length, as zlib does', async () => {
    const part = fc.uint8Array({ maxLength: 300 }).map((bytes) => new Uint8Array(gzipSync(bytes)));
    await fc.assert(
      fc.asyncProperty(
        fc.array(part, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 60 }),
        async (parts, length) => {
          const file = joined(...parts);
          expect([...(await unpacked(file, length))]).toEqual([...gunzipSync(file)]);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('a member that unpacks to far more bytes is returned in pieces', async () => {
    const file = gzipSync(zeros(3_000_000));
    let length = 0;
    for await (const piece of gunzipped(cut(file, 1 << 16))) {
      expect(piece.length).toBeLessThanOrEqual(1 << 16);
      length += piece.length;
    }
    expect(length).toBe(3_000_000);
  });

  test('accepts headers with names and comments, empty members, and padding at the end', async () => {
    const a = new Uint8Array(gzipSync('a'));
    const file = joined(a, withLongHeader(a), new Uint8Array(gzipSync('')), a, zeros(512));
    for (const length of [1, 7, 1000])
      expect(new TextDecoder().decode(await unpacked(file, length))).toBe('aaa');
  });

  test('reports data that is truncated, damaged or followed by other bytes', async () => {
    const a = new Uint8Array(gzipSync('a,b,c'));
    await expect(unpacked(joined(a, a.slice(0, -1)))).rejects.toThrow('the file ends within gzip member 2');
    await expect(unpacked(joined(a, a.slice(0, 3)))).rejects.toThrow('the file ends within gzip member 2');
    const damaged = joined(a, a);
    damaged[a.length + 12] = (damaged[a.length + 12] as number) ^ 1;
    await expect(unpacked(damaged)).rejects.toThrow('gzip member 2: ');
    await expect(unpacked(joined(a, new TextEncoder().encode('a,b')))).rejects.toThrow(
      'gzip member 2: incorrect header',
    );
  });
});
