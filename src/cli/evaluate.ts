import { performance } from 'node:perf_hooks';
import { type Accuracy, accuracyOf } from '../recommender/evaluation/accuracy';
import { type Split, splitByTime } from '../recommender/evaluation/split';
import { trained } from '../recommender/trained';
import { type Arguments, readArguments, USAGE } from './evaluate/arguments';
import { findData, readPairs } from './evaluate/data-sets';
import { count, table } from './replay/table';
import { UsageError } from './usage-error';

/** One model on one data set, as `--json` prints it. */
interface Row extends Accuracy {
  readonly dataset: string;
  readonly model: string;
  readonly users: number;
  readonly items: number;
  readonly train: number;
  readonly test: number;
  readonly trainSeconds: number;
}

/** `npm run -s evaluate`: what each model foretells of each user's last purchases. Bad input ends in one line and exit code 2. */
async function main(): Promise<void> {
  const args = readArguments(process.argv.slice(2));
  if (args === undefined) {
    console.log(USAGE);
    return;
  }
  const rows: Row[] = [];
  for (const path of args.data)
    for (const file of await findData(path)) {
      const split = splitByTime(await readPairs(file));
      if (split.testPairs === 0)
        throw new UsageError(`${file.path}: no user has 5 products that 5 users have: nothing to evaluate.`);
      const found = evaluated(file.kind.name, split, args);
      rows.push(...found);
      if (!args.json) console.log(tableOf(found));
    }
  if (args.json) console.log(JSON.stringify(rows, null, 1));
}

function evaluated(dataset: string, split: Split, { models }: Arguments): Row[] {
  const { train, test, testPairs } = split;
  return models.map((definition) => {
    const start = performance.now();
    const model = trained(definition.train(train));
    const trainSeconds = (performance.now() - start) / 1_000;
    return {
      dataset,
      model: definition.name,
      users: test.length,
      items: train.products,
      train: train.product.length,
      test: testPairs,
      ...accuracyOf(model, split),
      trainSeconds,
    };
  });
}

function tableOf(rows: readonly Row[]): string {
  const { dataset = '', users = 0, items = 0, train = 0, test = 0 } = rows[0] ?? {};
  const share = (value: number) => value.toFixed(4);
  return [
    `${dataset}: ${count(users)} users, ${count(items)} items, ${count(train)} pairs to train on, ${count(test)} to foretell\n`,
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
