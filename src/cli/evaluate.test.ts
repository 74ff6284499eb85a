import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'evaluate-'));
afterAll(() => rmSync(folder, { recursive: true }));

const MOVIELENS = fileURLToPath(new URL('../../../shared/data/ml-latest-small', import.meta.url));
/** An independent implementation's figures on MovieLens, with ties in the order of the file: all at 20. */
const REFERENCES = {
  popularity: [0.0904, 0.0709, 0.3943, 0.05],
  cosine: [0.149, 0.1063, 0.5474, 0.297],
  ease: [0.1677, 0.1214, 0.5874, 0.279],
} as const;

/** Runs the command as a user does, without npm. */
function evaluate(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', 'src/cli/evaluate.ts', ...args], (error, out, err) => {
      resolve({ code: Number(error?.code ?? 0), out, err });
    });
  });
}

/** Two tastes: half of the users take items 0 to 9, the others 10 to 19, each starting at another item. */
function ratings(): string {
  const lines = ['userId,movieId,rating,timestamp'];
  for (let user = 0; user < 40; user++)
    for (let i = 0; i < 8; i++)
      lines.push(`${user},${10 * (user % 2) + ((user + i) % 10)},5,${1_000_000 + 100 * i}`);
  return `${lines.join('\n')}\n`;
}

describe('npm run evaluate', { timeout: 180_000 }, () => {
  test('prints only one JSON array, for a compressed file as for a plain one', async () => {
    const path = join(folder, 'ratings.csv.gz');
    writeFileSync(path, gzipSync(ratings()));
    const { code, out, err } = await evaluate(
      '--data',
      path,
      '--model',
      'popularity,cosine,ease,slist',
      '--json',
    );
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const rows = JSON.parse(out) as Record<string, unknown>[];
    expect(rows.map(({ model }) => model)).toEqual(['popularity', 'cosine', 'ease', 'slist']);
    for (const row of rows)
      expect(row).toMatchObject({
        dataset: 'MovieLens',
        users: 40,
        items: 20,
        train: 280,
        test: 40,
        rows: 320,
        used: 320,
        leftOut: {},
        recall20: 1,
      });
    const [plain, ...personal] = rows;
    for (const row of personal) expect(row.ndcg20).toBeGreaterThan(plain?.ndcg20 as number);
  });

  test('the order of rows changes no figure, even at equal times, and the share of ties is stated', async () => {
    const rows = ratings().trimEnd().split('\n').slice(1);
    const atOnce = rows.map((row, i) => row.replace(/\d+$/, String(1_000_000 + (i % 3))));
    const shuffled = atOnce
      .map((row, i) => [(i * 7919) % rows.length, row] as const)
      .sort(([a], [b]) => a - b);
    const outputs = [atOnce, shuffled.map(([, row]) => row)].map(async (order, i) => {
      const path = join(folder, `order-${i}.csv`);
      writeFileSync(path, `userId,movieId,rating,timestamp\n${order.join('\n')}\n`);
      const { out } = await evaluate('--data', path, '--model', 'popularity,cosine,ease', '--json');
      return out.replaceAll(/"trainSeconds": .*/g, '');
    });
    const [first, second] = await Promise.all(outputs);
    expect(second).toBe(first);
    // Three times for eight items each: every pair is tied.
    expect(
      (JSON.parse(first?.replaceAll(/,\s*}/g, '}') ?? '[]') as { tiedPairs: number }[])[0]?.tiedPairs,
    ).toBe(1);
  });

  test('rows that cannot be read are told with their lines, in the words of the page', async () => {
    const path = join(folder, 'bad-rows.csv');
    const rows = ratings().trimEnd().split('\n');
    rows.splice(2, 0, '1,2,good,1000');
    writeFileSync(path, `${rows.join('\n')}\n`);
    const { code, out, err } = await evaluate('--data', path, '--model', 'popularity', '--json');
    expect(code).toBe(0);
    expect(err).toMatch(/^bad-rows\.csv, line 3: .*good/);
    expect((JSON.parse(out) as { examples: unknown[] }[])[0]?.examples).toEqual([
      { file: 'bad-rows.csv', line: 3, what: expect.stringContaining('good') },
    ]);
  });

  test('a file is read as on the page, and the page’s choices are options', async () => {
    const path = join(folder, 'retail.csv');
    const head = 'Invoice;StockCode;Description;Quantity;InvoiceDate;Price;Customer ID;Country';
    const lines = Array.from(
      { length: 400 },
      (_, i) =>
        `${i};${10_000 + ((7 * i + Math.floor(i / 40)) % 10)};Shelf;1;${1 + (i % 11)}/12/2010 08:26;2,55;${i % 40};UK`,
    );
    writeFileSync(path, `${[head, ...lines].join('\n')}\n`);
    const asked = ['--data', path, '--model', 'popularity', '--json'];
    const plain = await evaluate(...asked);
    expect(plain.err).toMatch(
      /line 2\) fit both orders.*they were read month first\.\n.*--dates day-first reads/s,
    );
    expect((JSON.parse(plain.out) as { notes: string[] }[])[0]?.notes).toHaveLength(2);
    expect((await evaluate(...asked, '--dates', 'day-first')).err).toContain('day first, as chosen');
    const bounded = await evaluate(...asked, '--most', '100');
    expect(bounded.code).toBe(2);
    expect(bounded.err).toMatch(
      /line 102: The file is too large: row 101 .* 100 purchases\. --sample 50% reads/,
    );
    expect((await evaluate(...asked, '--sample', '50%')).err).toContain('50 % of the customers');
  });

  test('a table without --json, and help', async () => {
    const path = join(folder, 'ratings.csv');
    writeFileSync(path, ratings());
    expect((await evaluate('--data', path, '--model', 'cosine')).out).toMatch(/NDCG@20[\s\S]*cosine/);
    expect((await evaluate('--help')).out).toContain('--data');
  });

  test.each([
    [[], /no data given/],
    [['--data', 'no-such-file.csv'], /no-such-file\.csv/],
    [['--data', 'package.json'], /package\.json, line 1: This is neither Online Retail nor MovieLens/],
    [['--data', 'x', '--sample', '0'], /not a share above 0/],
    [['--data', 'x', '--dates', 'american'], /neither day-first nor month-first/],
    [['--data', 'package.json', '--model', 'oracle'], /there is no model "oracle"/],
  ])('bad input %j is one line and exit code 2', async (args, message) => {
    const { code, out, err } = await evaluate(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  test.skipIf(!existsSync(MOVIELENS))(
    'on MovieLens it gives the reference’s figures, and SLIST leads EASE^R (skipped if the data is not beside this project)',
    async () => {
      // The reference kept the file's order at equal times: adding a microsecond per row makes that the order of time.
      const packed = readFileSync(join(MOVIELENS, 'ratings.csv.gz'));
      const [head, ...lines] = gunzipSync(packed).toString().trimEnd().split(/\r?\n/);
      const untied = lines.map((row, i) => `${row}.${String(i).padStart(6, '0')}`);
      const path = join(folder, 'untied.csv');
      writeFileSync(path, [head, ...untied].join('\n'));
      const { out } = await evaluate('--data', path, '--model', 'popularity,cosine,ease,slist', '--json');
      const rows = JSON.parse(out) as Record<'recall20' | 'ndcg20' | 'hitRate20' | 'coverage20', number>[];
      for (const [i, expected] of Object.values(REFERENCES).entries()) {
        const { recall20, ndcg20, hitRate20, coverage20 } = rows[i] as (typeof rows)[number];
        for (const [at, value] of [recall20, ndcg20, hitRate20, coverage20].entries())
          expect(Math.abs(value - (expected[at] as number))).toBeLessThanOrEqual(0.002);
      }
      expect(rows[3]?.ndcg20).toBeGreaterThan(1.03 * (rows[2]?.ndcg20 as number));
    },
  );
});
