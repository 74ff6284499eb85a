import { describe, expect, test } from 'vitest';
import { guessColumns } from './guess-columns';
import { outcomeOf, readText } from './testing/read-text';
import { TraceError } from './trace-error';

async function refusalOf(...lines: string[]): Promise<TraceError> {
  try {
    await readText(`${lines.join('\n')}\n`);
  } catch (thrown) {
    if (thrown instanceof TraceError) return thrown;
  }
  throw new Error('expected a refusal');
}

const LOG = [
  '2024-03-05T10:00:00 INFO cache.Fetch key=user:1 took 5 ms',
  '2024-03-05T10:00:01 INFO cache.Fetch key=user:2 took 7 ms',
  '2024-03-05T10:00:02 INFO cache.Fetch key=user:1 took 1 ms',
  '2024-03-05T10:00:03 INFO cache.Fetch key=user:1 took 1 ms',
];

describe('a file in no known format', () => {
  test('is refused with its first three lines and the columns that would read it', async () => {
    const { what, shown, advice } = await refusalOf(...LOG);
    expect(what).toContain('not a trace in a known format');
    expect(shown).toEqual(LOG.slice(0, 3));
    const columns = /--columns (\S+)\./.exec(advice ?? '')?.[1];
    expect(columns).toContain('key=4');
    expect(advice).toContain('--format keys');
  });

  test('shows control characters as escapes, and long lines in part', async () => {
    const { shown } = await refusalOf('a \x1b[2J b', `${'x '.repeat(500)}`);
    expect(shown[0]).toBe('a \\x1b[2J b');
    expect((shown[1] as string).length).toBeLessThan(130);
  });

  test('names the formats that look most like it', async () => {
    const nearly = await refusalOf(
      '1286536309450    864 192.0.2.7 TCP_MISS/200 4507 GET http://x.example/a - HIER_DIRECT/198.51.100.1 text/html',
      '1286536309900      1 192.0.2.7 TCP_HIT/200 4507 GET http://x.example/a - HIER_NONE/- text/html',
    );
    expect(nearly.advice).toMatch(/Most similar: squid \(/);
  });

  test('JSON gets its own advice', async () => {
    const { advice } = await refusalOf('{"t":1,"key":"a"}', '{"t":2,"key":"b"}');
    expect(advice).toContain('JSON is not supported');
  });

  test('a log with commas in its times is not CSV', async () => {
    const { advice } = await refusalOf(
      '2024-03-05 10:00:00,123 INFO GET /a 5',
      '2024-03-05 10:00:01,124 INFO GET /b 5',
      '2024-03-05 10:00:02,125 INFO GET /a 5',
    );
    expect(advice).toContain('--columns key=5');
  });

  test('a log with repeated lines within a second is not a list of keys', async () => {
    const line = '10:00:01 got a in no time';
    expect((await refusalOf(line, line, line)).shown).toHaveLength(3);
  });

  test('can be read as one key per line on request, with a warning', async () => {
    const { requests, warnings } = await readText(LOG.join('\n'), { format: 'keys' });
    expect(requests.distinct).toBe(4);
    expect(warnings).toHaveLength(2);
    expect(warnings[0]).toContain('all lines differ and contain spaces');
  });
});

describe('one key per line, recognised by content', () => {
  test.each([
    ['lines without spaces', '/a?b=1', '/c', '/d'],
    ['phrases that come again', 'red lamp', 'red bowl', 'red lamp', 'red lamp'],
  ])('%s', async (_, ...lines) => {
    expect(await outcomeOf(lines.join('\n'))).toMatchObject({ format: 'keys', reads: lines.length });
  });
});

describe('warnings', () => {
  test('a trace in which no key is read twice', async () => {
    expect((await readText('time,key\n1,a\n2,b\n')).warnings).toEqual([
      expect.stringContaining('every read misses'),
    ]);
    expect((await readText('time,key\n1,a\n2,a\n')).warnings).toEqual([]);
    // A key that is written again is not read again.
    expect((await readText('key,op\na,get\na,set\n')).warnings).toHaveLength(1);
  });

  test('TTLs without times', async () => {
    expect((await readText('key,ttl\na,5\na,5\n')).warnings).toEqual([
      expect.stringContaining('TTLs but no times'),
    ]);
  });
});

describe('suggested columns', () => {
  test.each([
    [
      'separated by bars: time, operation, key, size',
      ['1|GET|a|10', '2|SET|b|20', '3|GET|a|10'],
      'key=3,time=1,size=4,op=2',
    ],
    ['separated by spaces', ['w1 x /a', 'w1 x /b', 'w2 y /a'], 'key=1'],
    ['none if the number of columns varies', ['a b c', 'a b', 'c'], undefined],
  ])('%s', (_, lines, columns) => {
    expect(guessColumns(lines)).toBe(columns);
  });
});
