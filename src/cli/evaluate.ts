import { basename } from 'node:path';
import { performance } from 'node:perf_hooks';
import { visibleText } from '../base/visible-text';
import { type Accuracy, accuracyOf } from '../recommender/evaluation/accuracy';
import { type Split, splitByTime } from '../recommender/evaluation/split';
import { trained } from '../recommender/trained';
import { type Arguments, readArguments, USAGE } from './evaluate/arguments';
import { type DataSet, findData, readPairs } from './evaluate/data-sets';
import { count, percent, table } from './replay/table';
import { UsageError } from './usage-error';

/** One model on one data set, as printed by `--json`. */
interface Row extends Accuracy {
  readonly dataset: string;
  readonly model: string;
  readonly users: number;
  readonly items: number;
  readonly train: number;
  readonly test: number;
  /** Rows of the file, rows used, and unused rows by reason. */
  readonly rows: number;
  readonly used: number;
  readonly leftOut: Readonly<Record<string, number>>;
  /** The first rows that could not be read, as the page lists them. */
  readonly examples: DataSet['examples'];
  /** Share of the pairs that share their time with another pair of their user, 0 to 1. */
  readonly tiedPairs: number;
  /** Share of the customers that were read. */
  readonly sample: number;
  /** Sentences on choices made in reading the file. */
  readonly notes: readonly string[];
  readonly trainSeconds: number;
}

/**
 * `npm run -s evaluate`: how well each model predicts each user's last purchases. Bad input ends with one line and exit
 * code 2.
 */
async function main(): Promise<void> {
  const args = readArguments(process.argv.slice(2));
  if (args === undefined) {
    console.log(USAGE);
    return;
  }
  const rows: Row[] = [];
  for (const path of args.data)
    for (const file of await findData(path)) {
      const data = await readPairs(file, args.reading, args.limits);
      for (const note of data.notes) console.error(visibleText(`${basename(file)}: ${note}`));
      for (const { file: name, line, what } of data.examples)
        console.error(visibleText(`${name}, line ${line}: ${what}`));
      const split = splitByTime(data.pairs);
      if (split.testPairs === 0)
        throw new UsageError(
          `${file}: ${rowsUsed(data)}, but no user has 5 products with 5 users each: there is nothing to evaluate.`,
        );
      const found = evaluated(data, split, args);
      rows.push(...found);
      if (!args.json) console.log(tableOf(found));
    }
  if (args.json) console.log(JSON.stringify(rows, null, 1));
}

function evaluated(
  { name, rows, used, leftOut, examples, notes }: DataSet,
  split: Split,
  { models, reading }: Arguments,
): Row[] {
  const { train, test, testPairs, tiedPairs } = split;
  return models.map((definition) => {
    const start = performance.now();
    const model = trained(definition.train(train));
    const trainSeconds = (performance.now() - start) / 1_000;
    return {
      dataset: name,
      model: definition.name,
      users: test.length,
      items: train.products,
      train: train.product.length,
      test: testPairs,
      rows,
      used,
      leftOut,
      examples,
      tiedPairs,
      sample: reading.sample,
      notes,
      ...accuracyOf(model, split),
      trainSeconds,
    };
  });
}

/** Describes the rows: `2 of 3 rows used (1 without a customer)`. */
function rowsUsed({ rows, used, leftOut }: Pick<DataSet, 'rows' | 'used' | 'leftOut'>): string {
  const left = Object.entries(leftOut).map(([reason, times]) => `${count(times)} ${reason}`);
  return `${count(used)} of ${count(rows)} rows used${left.length > 0 ? ` (${left.join(', ')})` : ''}`;
}

function tableOf(rows: readonly Row[]): string {
  const { dataset = '', users = 0, items = 0, train = 0, test = 0, tiedPairs = 0 } = rows[0] ?? {};
  const read = rows[0] ? `${rowsUsed(rows[0])}; ` : '';
  const share = (value: number) => value.toFixed(4);
  return [
    `${dataset}: ${read}${count(users)} users, ${count(items)} items, ${count(train)} pairs to train on, ${count(test)} to predict; ${percent(tiedPairs)} of the pairs share their time with another of their user\n`,
    table(
      ['model', 'Recall@20', 'NDCG@20', 'HitRate@20', 'coverage@20', 'trained in'],
      rows.map((row) => [
        row.model,
        share(row.recall20),
        share(row.ndcg20),
        share(row.hitRate20),
        share(row.coverage20),
        `${row.trainSeconds.toFixed(1)} s`,
      ]),
    ),
    '',
  ].join('\n');
}

try {
  await main();
} catch (thrown) {
  if (!(thrown instanceof UsageError)) throw thrown;
  console.error(thrown.message);
  process.exitCode = 2;
}
