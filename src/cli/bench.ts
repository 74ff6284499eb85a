import { parseArgs } from 'node:util';
import { markdownTable } from './bench/markdown';
import { type Comparison, reached, sign } from './bench/suite';
import { suites } from './bench/suites';

const USAGE = `npm run -s bench -- [--suite NAME,NAME] [--only TEXT] [--rounds 4] [--json | --markdown]

Measures ratios; each comparison alternates with its peer. Takes minutes; other load on the machine affects it.

  --suite NAME,NAME   of ${suites.map(({ name }) => name).join(', ')}; default: all
  --only TEXT         only comparisons with the text in the name
  --rounds N          rounds of each side; default: 4
  --json              only one JSON array of comparisons on standard output
  --markdown          the table of the README
`;

const { values } = readArguments();
if (values.help) {
  console.log(USAGE);
  process.exit(0);
}
const rounds = Number(values.rounds);
const wanted = values.suite?.split(',') ?? suites.map(({ name }) => name);
const unknown = wanted.filter((name) => !suites.some((suite) => suite.name === name));
if (unknown.length > 0 || !(Number.isInteger(rounds) && rounds > 0)) {
  console.error(
    unknown.length > 0
      ? `There is no suite “${unknown.join(', ')}”. The suites are: ${suites.map(({ name }) => name).join(', ')}.`
      : `--rounds must be an integer of 1 or more, not “${values.rounds}”.`,
  );
  process.exit(2);
}

const say = (line: string) => console.error(line);
const found: Comparison[] = [];
for (const suite of suites.filter(({ name }) => wanted.includes(name))) {
  say(`${suite.name}…`);
  for await (const comparison of suite.run({ rounds, only: values.only, say })) {
    found.push(comparison);
    say(`  ${line(comparison)}`);
  }
}
if (values.json) console.log(JSON.stringify(found, undefined, 1));
else if (values.markdown) console.log(markdownTable(found));
else for (const comparison of found) console.log(line(comparison));

function readArguments() {
  try {
    return parseArgs({
      options: {
        suite: { type: 'string' },
        only: { type: 'string' },
        rounds: { type: 'string', default: '4' },
        json: { type: 'boolean', default: false },
        markdown: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)} See --help.`);
    process.exit(2);
  }
}

function line(one: Comparison): string {
  const { suite, name, against, ratio, target, ours, theirs, unit, spread } = one;
  const spreadText = spread
    ? ` (spread of the rounds ${percent(spread.ours)} and ${percent(spread.theirs)})`
    : '';
  return `${reached(one) ? '✓' : '✗'} ${suite}: ${name}: ${short(ours)} against ${short(theirs)} ${unit} of ${against}: ratio ${ratio.toFixed(2)}, target ${sign(one)} ${target}${spreadText}`;
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}

function short(n: number): string {
  return n >= 1_000 ? Math.round(n).toLocaleString('en') : String(Number(n.toPrecision(3)));
}
