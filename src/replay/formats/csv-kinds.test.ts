import { describe, expect, test } from 'vitest';
import { policyNamed } from '../../cache/registry';
import { parseColumns } from '../columns';
import { KEEP_TTL } from '../ops';
import type { ReadOptions } from '../read-trace';
import { simulate } from '../simulate';
import { plainly, readText } from '../testing/read-text';

const read = async (...args: Parameters<typeof readText>) => plainly(await readText(...args));

function columns(text: string): ReadOptions {
  const reply = parseColumns(text);
  if (!reply.ok) throw new Error(reply.problem.what);
  return { columns: reply.value, withTimes: true };
}

/** Replays in an unbounded LRU: the misses are first uses and expired entries. */
async function replayed(text: string, ttlMs?: number, options: ReadOptions = { withTimes: true }) {
  const { requests, format } = await readText(text, options);
  const run = { policy: policyNamed('lru'), capacity: 1000, unit: 'entries', ttlMs, seed: 1 } as const;
  const { requests: reads, misses, expirations } = simulate(requests, run);
  return { format, reads, misses, expirations };
}

describe('headers of CSV', () => {
  test('in a comment', async () => {
    const text = '# time, obj_id, obj_size\n0, 11, 100\n1, 12, 100\n2, 11, 100\n40, 11, 100\n';
    expect(await replayed(text, 30_000)).toEqual({ format: 'csv', reads: 4, misses: 3, expirations: 2 });
    expect(await read(`# made by hand\n#\n${text}`, { withTimes: true })).toEqual({
      format: 'csv',
      ids: [0, 1, 0, 0],
      sizes: [100, 100, 100, 100],
      times: [0, 1000, 2000, 40_000],
      ignored: [{ what: 'comments', count: 2, line: 1 }],
    });
  });

  test.each([
    ['"time","key","size"', 1000],
    ['time [s, from the start],key (id, hashed),size {bytes}', 1000],
    ['Time (ms), Key, Size (B)', 1],
    ['timestamp_us,objId,objectSize', 0.001],
    ['time (nanoseconds, monotonic),cacheKey,value_size', 0.000001],
    ['"time [µs, since start]",key,size', 0.001],
  ])('%s', async (head, unitMs) => {
    expect(await read(`${head}\n5,a,7\n9,b,8\n5e0,a,7\n`, { withTimes: true })).toMatchObject({
      ids: [0, 1, 0],
      sizes: [7, 8, 7],
      times: [5 * unitMs, 9 * unitMs, 9 * unitMs],
    });
  });

  test('a key column is preferred to an id of the lines; sizes in a unit', async () => {
    expect(await read('id,key,size_kib\n1,a,2\n2,a,2\n')).toMatchObject({ ids: [0, 0], sizes: [2048, 2048] });
  });

  test('a repeated header in concatenated files', async () => {
    expect(await read('key,size\na,1\nkey,size\na,1\n')).toEqual({
      format: 'csv',
      ids: [0, 0],
      ignored: [{ what: 'repeated headers', count: 1, line: 3 }],
    });
  });

  test('bars and spaces as separators, if the header shows them', async () => {
    expect(await read('time|key|size\n1|a,b|5\n2|a,b|5\n')).toMatchObject({ ids: [0, 0], sizes: [5, 5] });
    expect(await read('time  key\tsize\n 1 a   5\n2\tb 5 \r\n3 a 5\n', { withTimes: true })).toMatchObject({
      format: 'csv',
      ids: [0, 1, 0],
      sizes: [5, 5, 5],
      times: [1000, 2000, 3000],
    });
    await expect(read('where the key is\nwas never told\nto any of us\n')).rejects.toThrow(
      'not a trace in a known format',
    );
    expect((await read('a|b\nc|d\n')).format).toBe('keys');
  });
});

describe('times of CSV', () => {
  test.each([
    ['seconds', '1700000000', '1700000040'],
    ['seconds with a fraction', '1700000000.25', '1700000040.25'],
    ['milliseconds', '1700000000123', '1700000040123'],
    ['microseconds', '1700000000123456', '1700000040123456'],
    ['nanoseconds', '1700000000123456789', '1700000040123456789'],
    ['100 ns since 1601', '133444736001234567', '133444736401234567'],
  ])('%s since an epoch are recognised by magnitude and counted exactly from the first', async (_, a, b) => {
    expect((await read(`time,key\n${a},x\n${b},x\n`, { withTimes: true })).times).toEqual([0, 40_000]);
    expect(await replayed(`time,key\n${a},x\n${b},x\n`, 40_000)).toMatchObject({ misses: 2, expirations: 1 });
    expect(await replayed(`time,key\n${a},x\n${b},x\n`, 40_001)).toMatchObject({ misses: 1 });
  });

  test('a unit in the name overrides the magnitude', async () => {
    const times = async (head: string) =>
      (await read(`${head},key\n1700000000,x\n1700000001,x\n`, { withTimes: true })).times;
    expect(await times('time_ms')).toEqual([1_700_000_000, 1_700_000_001]);
    expect(await times('time')).toEqual([0, 1000]);
  });

  test('an invalid time is refused with its line', async () => {
    await expect(readText('time,key\n1700000000,x\nyesterday,x\n')).rejects.toThrow(
      'line 3: the time is "yesterday", not a plain decimal number',
    );
  });
});

describe('TTLs of CSV', () => {
  test('below a millisecond, alone and as one TTL for all', async () => {
    expect(await replayed('time_us,key,ttl_us\n0,a,500\n600,a,500\n')).toMatchObject({
      misses: 2,
      expirations: 1,
    });
    expect(await replayed('time_us,key\n0,a\n600,a\n', 0.5)).toMatchObject({ misses: 2, expirations: 1 });
  });

  test('expire at their deadline, not after it, at any resolution, like one TTL for all', async () => {
    for (const unit of ['s', 'ms', 'us', 'ns'])
      for (const start of [0, 1, 100, 700, 1_700_000_000_000])
        for (const ttl of [1, 3, 200, 999, 86_401]) {
          const ms = { s: 1000, ms: 1, us: 0.001, ns: 0.000001 }[unit] as number;
          const misses = async (after: number) => {
            const rows = [start, start + after].map((time) => `${time},a,${ttl}\n`).join('');
            const own = await replayed(`time_${unit},key,ttl_${unit}\n${rows}`);
            const same = await replayed(`time_${unit},key,x\n${rows}`, ttl * ms);
            expect(same, `${start} + ${ttl} ${unit}`).toEqual(own);
            return own.misses;
          };
          expect([await misses(ttl - 1), await misses(ttl)], `${start} + ${ttl} ${unit}`).toEqual([1, 2]);
        }
  });

  test('-1 is no TTL, -2 states none, and other negative values are refused', async () => {
    const text = 'time,key,op,ttl\n0,a,set,-1\n5,a,get,-1\n10,b,set,3\n20,b,get,-2\n';
    expect(await replayed(text)).toMatchObject({ reads: 2, misses: 1 });
    expect((await read(text)).ttls).toEqual([Infinity, Infinity, 3000, KEEP_TTL]);
    await expect(readText('time,key,ttl\n0,a,-3\n')).rejects.toThrow(
      'line 2: the TTL is "-3", not 0 or more, -1 (no TTL) or -2 (no such key)',
    );
  });

  test('on writes only: a value inserted by a read gets the TTL of the last write', async () => {
    const text = 'time,key,op,ttl\n0,a,set,10\n1,a,get,0\n12,a,get,\n30,a,get,0\n';
    expect(await replayed(text)).toMatchObject({ reads: 3, misses: 2 });
  });

  test("Memcached's raw exptimes, by the column's name or as chosen", async () => {
    const rows =
      '1700000000,a,set,2592000\n1700000000,b,set,5184000\n1700000000,c,set,1700000600\n' +
      '1700000300,a,get,\n1700000300,b,get,\n1700000300,c,get,\n1700000900,c,get,\n';
    const expected = { reads: 4, misses: 2 };
    expect(await replayed(`time,key,op,exptime\n${rows}`)).toMatchObject(expected);
    const chosen = columns('time=time,key=key,op=op,ttl=ttl:exptime');
    expect(await replayed(`time,key,op,ttl\n${rows}`, undefined, chosen)).toMatchObject(expected);
    const never =
      'time,key,op,exptime\n1700000000,a,set,0\n1700000000,d,set,-1\n1800000000,a,get,\n1800000000,d,get,\n';
    expect(await replayed(never)).toMatchObject({ reads: 2, misses: 1 });
  });
});

describe('chosen columns', () => {
  test('a key of two columns, 100 ns, sectors, separated by spaces, without a header', async () => {
    const text = '10000000 0 64 8\n20000000  1 64 8\n30000000 0 64 8 9\n';
    expect(await read(text, columns('key=2+3,time=1:100ns,size=4:512'))).toEqual({
      format: 'csv',
      ids: [0, 1, 0],
      sizes: [4096, 4096, 4096],
      times: [1000, 2000, 3000],
    });
  });

  test('parts of a key are kept apart', async () => {
    expect((await read('1,23\n12,3\n1,23\n', columns('key=1+2'))).ids).toEqual([0, 1, 0]);
    expect((await read('a,b\n"a",b\n"a,b",\n', columns('key=1+2'))).ids).toEqual([0, 0, 1]);
  });

  test('column names with chosen units', async () => {
    const text = 'when;disk;"at, block";n\n5;0;1;2\n7;0;1;2\n';
    expect(await read(text, columns('key=disk+"at, block",time=when:us,size=n:512'))).toEqual({
      format: 'csv',
      ids: [0, 0],
      sizes: [1024, 1024],
      times: [0.005, 0.007],
    });
  });

  test('a number is a name only if there is a header', async () => {
    expect((await read('1,2,3\n4,2,6\n', columns('key=2,size=3'))).ids).toEqual([0, 0]);
    expect(await read('key,1\na,5\nb,6\n', columns('key=key,size=1'))).toMatchObject({ sizes: [5, 6] });
  });

  test('errors name the existing columns', async () => {
    await expect(readText('1,2\n', columns('key=3'))).rejects.toThrow(
      'no column "3". There are 2 columns, numbered from 1.',
    );
    await expect(readText('key,b\n1,2\n', columns('key=c'))).rejects.toThrow(
      'no column "c". The columns are: key, b.',
    );
    await expect(readText('1,2\n3\n', columns('key=1+2'))).rejects.toThrow(
      'line 2: no column 2, the key, in "3".',
    );
    await expect(readText('1\n', { ...columns('key=1'), format: 'lirs' })).rejects.toThrow(
      'columns can be chosen only for csv, not for lirs.',
    );
  });
});
