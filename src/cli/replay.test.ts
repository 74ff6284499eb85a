import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'replay-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** Runs the command as a user does, without npm. */
function replay(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', 'src/cli/replay.ts', ...args], (error, out, err) => {
      resolve({ code: Number(error?.code ?? 0), out, err });
    });
  });
}

const TRACE = 'time,key,size\n1,a,10\n2,b,20\n3,a,10\n9,a,10\n';

describe('npm run replay', { timeout: 60_000 }, () => {
  test('prints only one JSON array', async () => {
    const trace = file('small.csv', TRACE);
    const { code, out, err } = await replay(
      trace,
      '--policy',
      'lru',
      '--size',
      '50%,1,20B',
      '--ttl',
      '5s',
      '--json',
    );
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const rows = JSON.parse(out) as Record<string, unknown>[];
    expect(rows.map(({ unit, size }) => [unit, size])).toEqual([
      ['objects', 1],
      ['objects', 1],
      ['bytes', 20],
    ]);
    expect(rows[0]).toEqual({
      trace: 'small.csv',
      policy: 'lru',
      unit: 'objects',
      size: 1,
      requests: 4,
      hits: 0,
      misses: 4,
      missRatio: 1,
      byteMissRatio: 1,
      evictions: 2,
      expirations: 1,
      refused: 0,
      seconds: expect.any(Number),
      requestsPerSecond: expect.any(Number),
      format: 'csv',
      ignored: { count: 0, reasons: [] },
      warnings: [],
    });
  });

  test('prints a table, and ignored lines on standard error', async () => {
    const trace = file('notes.csv', 'key,op\na,get\n# note\na,get\n');
    const { code, out, err } = await replay(trace, '--policy', 'lru,sieve', '--size', '1');
    expect(code).toBe(0);
    expect(out).toMatch(/2 requests, 1 distinct keys\n\npolicy .*\nlru .* 50\.00 %.*\nsieve .* 50\.00 %/);
    expect(err).toBe('notes.csv: ignored comments: 1, first in line 3.\n');
  });

  test('refusals of Redis volatile-ttl are counted in the table and in the JSON', async () => {
    const trace = file(
      'volatile.csv',
      'time,key,op,ttl\n0,t1,set,\n1,t2,set,\n2,t3,set,\n3,a,get,\n4,t1,get,\n5,t2,get,\n6,t3,get,\n',
    );
    const args = [trace, '--policy', 'redis-ttl', '--size', '3'];
    const { out } = await replay(...args, '--json');
    expect(JSON.parse(out)).toMatchObject([{ requests: 4, misses: 1, evictions: 0, refused: 1 }]);
    expect((await replay(...args)).out).toMatch(/expirations {2}refused .*\nredis-ttl .* 0 +0 +1 /);
  });

  test('TTLs without times cause a warning', async () => {
    const trace = file('untimed.csv', 'key,ttl\na,5\na,5\n');
    const { code, err } = await replay(trace, '--policy', 'lru', '--size', '1');
    expect(code).toBe(0);
    expect(err).toContain('has TTLs but no times: nothing expires. Name the column of times');
  });

  test('chosen columns, and a TTL below a millisecond', async () => {
    const trace = file('columns.txt', '0 0 64 8\n6000 0 64 8\n6000 1 64 8\n');
    const chosen = [
      '--columns',
      'key=2+3,time=1:100ns,size=4:512',
      '--policy',
      'lru',
      '--size',
      '100%',
      '--json',
    ];
    expect(JSON.parse((await replay(trace, ...chosen)).out)).toMatchObject([{ requests: 3, misses: 2 }]);
    expect(JSON.parse((await replay(trace, ...chosen, '--ttl', '500us')).out)).toMatchObject([
      { misses: 3, expirations: 1 },
    ]);
  });

  test('a file in no known format is refused with its first lines as text', async () => {
    const trace = file('app.log', '10:00 got \x1b[31ma\n10:01 got b\n10:02 did not get c\n10:03 got a\n');
    const { code, out, err } = await replay(trace, '--policy', 'lru', '--json');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    const [message, ...shown] = err.trimEnd().split('\n');
    expect(message).toContain('app.log: this is not a trace in a known format');
    expect(shown).toEqual(['  10:00 got \\x1b[31ma', '  10:01 got b', '  10:02 did not get c']);
    const asked = await replay(trace, '--policy', 'lru', '--size', '4', '--format', 'keys');
    expect(asked.code).toBe(0);
    expect(asked.err).toContain('app.log: all lines differ and contain spaces');
  });

  test('each row states how its file was read', async () => {
    const trace = file('told.csv', 'key,op\na,get\n# note\nb,flush\nc,get\n');
    const { code, out, err } = await replay(trace, '--policy', 'lru', '--size', '1', '--json');
    const [row] = JSON.parse(out) as Record<string, unknown>[];
    expect(code).toBe(0);
    expect(row).toMatchObject({
      format: 'csv',
      ignored: {
        count: 2,
        reasons: [
          { reason: 'comments', count: 1, firstLine: 3 },
          { reason: expect.stringContaining('operation'), count: 1, firstLine: 4 },
        ],
      },
      warnings: [expect.stringContaining('every read misses')],
    });
    expect(err).toContain('told.csv: no read repeats an earlier key');
  });

  test('a sample stands for the whole cache, and the output says so', async () => {
    const lines = Array.from({ length: 20_000 }, (_, i) => `k${(i * i) % 997}`);
    const trace = file('squares.txt', `${lines.join('\n')}\n`);
    const rowOf = async (...args: string[]) => {
      const { out, err } = await replay(trace, '--policy', 'lru', '--size', '50%', '--json', ...args);
      const [row] = JSON.parse(out) as { size: number; requests: number; missRatio: number }[];
      return { err, size: row?.size, requests: row?.requests ?? 0, missRatio: row?.missRatio ?? Number.NaN };
    };
    const whole = await rowOf();
    const part = await rowOf('--sample', '0.2');
    expect(part.size).toBe(whole.size);
    expect(part.requests).toBeLessThan(whole.requests / 3);
    expect(Math.abs(part.missRatio - whole.missRatio)).toBeLessThan(0.15);
    expect(part.err).toContain('counts are those of a sample');
  });

  test('miss-ratio curves: LRU exactly as replayed at each size, others too, and a table', async () => {
    const lines = Array.from({ length: 3_000 }, (_, i) => `k${(i * i) % 199}`);
    const trace = file('curve.txt', `${lines.join('\n')}\n`);
    const sizes = ['--size', '5,20,60', '--policy', 'lru,sieve'];
    const replayed = JSON.parse((await replay(trace, ...sizes, '--json')).out) as Record<string, unknown>[];
    const { code, out, err } = await replay('mrc', trace, ...sizes, '--json');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const points = JSON.parse(out) as Record<string, unknown>[];
    expect(points[0]).toEqual({
      trace: 'curve.txt',
      policy: 'lru',
      unit: 'objects',
      size: 5,
      missRatio: expect.any(Number),
      error: 0,
      method: 'exact',
      sampleRate: 1,
      requests: 3_000,
      distinct: expect.any(Number),
      seconds: expect.any(Number),
      format: 'keys',
      ignored: { count: 0, reasons: [] },
      warnings: [],
    });
    for (const { policy, size, missRatio } of points)
      expect(missRatio).toBeCloseTo(
        replayed.find((row) => row.policy === policy && row.size === size)?.missRatio as number,
        12,
      );
    expect((await replay('mrc', trace, '--keys', '40')).out).toMatch(/miss ratio .*error[\s\S]*lru .*shards/);
  });

  test.each([
    ['no file', [], 'no trace given'],
    ['a file that does not exist', ['/nowhere.csv'], 'no such file'],
    ['an unknown policy', ['x', '--policy', 'nope'], 'there is no policy "nope"; the policies are: lru'],
    ['a size of nothing', ['x', '--size', '0%'], '"0%" is not a size above 0'],
    ['an unknown option', ['x', '--nope'], "Unknown option '--nope'"],
    ['a broken trace', [file('broken.csv', 'key,size\na,x\n')], 'broken.csv: line 2: the size is "x"'],
    ['escapes in a header', [file('esc.csv', 'a\x1b[2J,b\n1,2\n')], 'the columns are: a\\x1b[2j, b'],
    ['escapes in a name', ['/nowhere\x1b]0;title\x07.csv'], 'nowhere\\x1b]0;title\\x07.csv'],
    ['invalid columns', ['x', '--columns', 'key=1,size=2:x'], '--columns: "size=2:x": the unit of a size is'],
    ['two ways to sample', ['mrc', 'x', '--keys', '5', '--sample', '0.1'], 'give only one'],
    ['a TTL without a clock', [file('keys.txt', 'a\nb\n'), '--ttl', '1s'], '--ttl needs times'],
  ])('%s: one line, exit code 2', async (_, args, message) => {
    const { code, out, err } = await replay(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });
});
