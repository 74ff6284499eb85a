import { parseArgs } from 'node:util';
import type { ModelDefinition } from '../../recommender/contract';
import { models } from '../../recommender/models/registry';
import type { DateOrder } from '../../store/importers/dates';
import { type ImportLimits, importLimits } from '../../store/importers/import-limits';
import type { Reading } from '../../store/importers/importer';
import { count } from '../replay/table';
import { UsageError } from '../usage-error';

export interface Arguments {
  readonly data: readonly string[];
  readonly models: readonly ModelDefinition[];
  readonly json: boolean;
  readonly reading: Reading;
  readonly limits: ImportLimits;
}

export const USAGE = `npm run -s evaluate -- --data FILE-OR-FOLDER [options]     how well each model predicts the next purchases

The data is Online Retail's CSV (I or II), MovieLens's ratings (ratings.csv, ratings.dat, u.data, rating.csv), or a
folder that holds either or both; plain or gzip. Equal times are no order: a hash of user and item breaks the tie.
  --model cosine,ease | all   default: all
  --dates day-first           or month-first; default: the whole file decides
  --sample 10%                this share of the customers, chosen by a hash of their ids, the same ones every time
  --most 5000000              stops at so many purchases; default: ${count(importLimits.purchases)}
  --json                      only one JSON array on standard output

Models: ${models.map(({ name }) => name).join(', ')}.`;

/** Parses the arguments; undefined if help is requested. Throws UsageError. */
export function readArguments(args: readonly string[]): Arguments | undefined {
  const { values, positionals } = parsed(args);
  if (values.help) return undefined;
  const data = [...(values.data ?? []), ...positionals];
  if (data.length === 0)
    throw new UsageError('no data given. Name a file or a folder with --data; see --help.');
  return {
    data,
    models: modelsNamed(values.model ?? 'all'),
    json: values.json ?? false,
    reading: {
      dates: values.dates === undefined ? undefined : datesIn(values.dates),
      sample: values.sample === undefined ? 1 : shareIn(values.sample),
      withNames: false,
    },
    limits: values.most === undefined ? importLimits : { ...importLimits, purchases: mostIn(values.most) },
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        data: { type: 'string', multiple: true },
        model: { type: 'string' },
        dates: { type: 'string' },
        sample: { type: 'string' },
        most: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (thrown) {
    throw new UsageError(`${(thrown as Error).message.split('. ')[0]}; see --help.`);
  }
}

function modelsNamed(names: string): readonly ModelDefinition[] {
  if (names === 'all') return models;
  return names.split(',').map((name) => {
    const found = models.find((model) => model.name === name.trim());
    if (found) return found;
    const known = models.map((model) => model.name).join(', ');
    throw new UsageError(`--model: there is no model "${name}"; the models are: ${known}.`);
  });
}

function datesIn(text: string): DateOrder {
  if (text === 'day-first' || text === 'month-first') return text;
  throw new UsageError(`--dates: "${text}" is neither day-first nor month-first.`);
}

/** Parses `10%` or `0.1`. */
function shareIn(text: string): number {
  const number = Number(text.replace(/ ?%$/, ''));
  const share = text.endsWith('%') ? number / 100 : number;
  if (text.trim() !== '' && share > 0 && share <= 1) return share;
  throw new UsageError(`--sample: "${text}" is not a share above 0 and up to 1; write 10% or 0.1.`);
}

function mostIn(text: string): number {
  const most = Number(text);
  if (Number.isInteger(most) && most > 0) return most;
  throw new UsageError(`--most: "${text}" is not an integer above 0.`);
}
