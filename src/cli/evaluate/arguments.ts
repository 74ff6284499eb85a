import { parseArgs } from 'node:util';
import type { ModelDefinition } from '../../recommender/contract';
import { models } from '../../recommender/models/registry';
import { UsageError } from '../usage-error';

export interface Arguments {
  readonly data: readonly string[];
  readonly models: readonly ModelDefinition[];
  readonly json: boolean;
}

export const USAGE = `npm run -s evaluate -- --data FILE-OR-FOLDER [options]     how well each model foretells what came next

The data is Online Retail's CSV, MovieLens's ratings, or a folder that holds either or both; plain or gzip.
  --model cosine,ease | all   default: all
  --json                      only one JSON array on standard output

Models: ${models.map(({ name }) => name).join(', ')}.`;

/** Undefined when help is asked for. Throws UsageError. */
export function readArguments(args: readonly string[]): Arguments | undefined {
  const { values, positionals } = parsed(args);
  if (values.help) return undefined;
  const data = [...(values.data ?? []), ...positionals];
  if (data.length === 0)
    throw new UsageError('which data? Name a file or a folder with --data; --help says more.');
  return { data, models: modelsNamed(values.model ?? 'all'), json: values.json ?? false };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        data: { type: 'string', multiple: true },
        model: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (thrown) {
    throw new UsageError(`${(thrown as Error).message.split('. ')[0]}; --help says what there is.`);
  }
}

function modelsNamed(names: string): readonly ModelDefinition[] {
  if (names === 'all') return models;
  return names.split(',').map((name) => {
    const found = models.find((model) => model.name === name.trim());
    if (found) return found;
    const known = models.map((model) => model.name).join(', ');
    throw new UsageError(`--model: no model is called "${name}"; there are: ${known}.`);
  });
}
