import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formats } from '../formats';
import { readTrace } from '../read-trace';
import { streamOf } from '../testing/read-text';
import { TraceError } from '../trace-error';

/** The start of a file of each format, which the tests damage. */
const SAMPLES = formats.map(({ example }) => new TextEncoder().encode(example));

/** Bytes with a meaning in some format. */
const meaningful = fc.constantFrom(...new TextEncoder().encode('\n\r,;\t "\\[]*#0-9.eE%'), 0, 0xff, 0xef);
const change = fc.record({
  at: fc.nat({ max: 400 }),
  remove: fc.nat({ max: 3 }),
  insert: fc.array(fc.oneof(meaningful, fc.nat({ max: 255 })), { maxLength: 4 }),
});
const damaged = fc
  .tuple(fc.constantFrom(...SAMPLES), fc.array(change, { maxLength: 5 }))
  .map(([sample, changes]) => {
    const bytes = [...sample];
    for (const { at, remove, insert } of changes) bytes.splice(at % (bytes.length + 1), remove, ...insert);
    return Uint8Array.from(bytes);
  });
const file = fc.oneof(
  damaged,
  fc.uint8Array({ maxLength: 200 }),
  fc.string({ unit: 'binary', maxLength: 100 }).map((text) => new TextEncoder().encode(text)),
);

describe('for any file a reader returns a trace or throws a TraceError', () => {
  test.each([undefined, ...formats.map(({ name }) => name)])('read as %s', async (format) => {
    await fc.assert(
      fc.asyncProperty(file, fc.integer({ min: 1, max: 40 }), async (bytes, pieceLength) => {
        try {
          const { requests } = await readTrace(streamOf(bytes, pieceLength), { format, withTimes: true });
          const { ids, distinct, sizes, times, ttls, ops } = requests;
          expect(new Set(ids).size).toBe(distinct);
          expect(Math.max(...ids)).toBe(distinct - 1);
          for (const column of [sizes, times, ttls, ops])
            expect(column?.length ?? ids.length).toBe(ids.length);
          for (const size of sizes ?? []) expect(size).toBeGreaterThanOrEqual(1);
          for (const ttl of ttls ?? []) expect(Number.isNaN(ttl) || ttl > 0).toBe(true);
          times?.forEach((time, at) => {
            if (at > 0) expect(time).toBeGreaterThanOrEqual(times[at - 1] as number);
          });
        } catch (thrown) {
          if (!(thrown instanceof TraceError)) throw thrown;
          expect(thrown.what).not.toBe('');
        }
      }),
      { numRuns: 200 },
    );
  });
});
