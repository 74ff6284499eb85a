import { describe, expect, test } from 'vitest';
import { formats } from '../formats';
import { KEEP_TTL } from '../ops';
import { readTrace } from '../read-trace';
import { plainly, readText, streamOf } from '../testing/read-text';

const read = async (...args: Parameters<typeof readText>) => plainly(await readText(...args));

test.each(formats.map((format) => [format.name, format.example]))(
  '%s: its example is recognised by content',
  async (name, example) => {
    expect((await readText(example)).format).toBe(name);
  },
);

test('LIRS: block numbers, with stars between programs', async () => {
  expect(await read('5\n 7\n*\n5\n')).toEqual({
    format: 'lirs',
    ids: [0, 1, 0],
    ignored: [{ what: 'lines with an asterisk', count: 1, line: 3 }],
  });
  await expect(readText('5\nx\n', { format: 'lirs' })).rejects.toThrow('line 2: "x" is not a block number.');
});

test('ARC: a line is a range of blocks, and the same block is the same key', async () => {
  expect(await read('10 3 0 1\n11 1 0 2\n0 2 0 3\n4000000000 1 0 4\n')).toEqual({
    format: 'arc',
    ids: [0, 1, 2, 1, 3, 4, 5],
  });
  await expect(readText('1 99999999 0 1\n')).rejects.toThrow('line 1: a range of 99999999 blocks');
});

test('webcachesim: time, id, size and more', async () => {
  expect(await read('1 a 10\n2  b 20 7 8\n3.5\ta\t10\n', { withTimes: true })).toEqual({
    format: 'webcachesim',
    ids: [0, 1, 0],
    sizes: [10, 20, 10],
    times: [1000, 2000, 3500],
  });
  await expect(readText('1 a 10\n2 b\n', { format: 'webcachesim' })).rejects.toThrow(
    'line 2: the size is "", not a number',
  );
});

test('Twitter: reads are requests, writes set a TTL, deletes remove', async () => {
  const text =
    '0,k1,2,0,1,get,0\n0,k1,2,98,1,set,60\n1,k1,2,98,1,gets,0\n2,k1,2,0,1,delete,0\n3,k1,2,0,1,touch,9\n';
  expect(await read(text)).toEqual({
    format: 'twitter',
    ids: [0, 0, 0, 0],
    sizes: [2, 100, 100, 2],
    times: [0, 0, 1000, 2000],
    ttls: [Infinity, 60_000, KEEP_TTL, KEEP_TTL],
    ops: [0, 1, 0, 2],
    ignored: [{ what: 'lines of other operations', count: 1, line: 5 }],
  });
});

test('one key per line, with any content', async () => {
  expect(await read('a b\nc\n\na b')).toEqual({ format: 'keys', ids: [0, 1, 0] });
});

describe('oracleGeneral', () => {
  const records = (rows: readonly (readonly [number, bigint, number, bigint])[]) => {
    const bytes = new Uint8Array(24 * rows.length);
    const view = new DataView(bytes.buffer);
    for (const [i, [time, object, size, next]] of rows.entries()) {
      view.setUint32(24 * i, time, true);
      view.setBigUint64(24 * i + 4, object, true);
      view.setUint32(24 * i + 12, size, true);
      view.setBigInt64(24 * i + 16, next, true);
    }
    return bytes;
  };
  const bytes = records([
    [5, 2n ** 63n, 4_000_000_000, 3n],
    [5, 7n, 10, -1n],
    [6, 2n ** 63n, 20, -1n],
  ]);

  test('records, for all chunk sizes', async () => {
    for (const length of [1, 5, 24, 25, 100]) {
      expect(plainly(await readTrace(streamOf(bytes, length), { withTimes: true }))).toEqual({
        format: 'oracle-general',
        ids: [0, 1, 0],
        sizes: [4_000_000_000, 10, 20],
        times: [5000, 5000, 6000],
      });
    }
  });

  test('a truncated file is refused', async () => {
    await expect(readTrace(streamOf(bytes.subarray(0, 60)))).rejects.toThrow(
      'the file ends within record 3: 12 of 24 bytes.',
    );
  });
});

test('a file that is not a trace is refused', async () => {
  await expect(readTrace(streamOf(Uint8Array.of(0xff, 0, 1, 2, 3, 0)))).rejects.toThrow(
    'not a trace in a known format',
  );
  await expect(readText('a\n', { format: 'nope' })).rejects.toThrow('there is no trace format "nope"');
});
