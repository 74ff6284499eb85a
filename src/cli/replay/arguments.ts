import { parseArgs } from 'node:util';
import { type Milliseconds, parseDuration } from '../../base/units';
import type { PolicyDefinition } from '../../cache/policy';
import { policies } from '../../cache/registry';
import { COLUMNS_HELP, parseColumns } from '../../replay/columns';
import type { Reading } from '../../replay/formats/format';
import { parseSize, type Size } from '../../replay/sizes';
import { UsageError } from '../usage-error';
import { formatsHelp } from './formats-help';

export interface Arguments {
  readonly curve: boolean;
  readonly files: readonly string[];
  readonly policies: readonly PolicyDefinition[];
  /** Undefined: the command's default. */
  readonly sizes: readonly Size[] | undefined;
  readonly ttlMs: Milliseconds | undefined;
  /** Share of the keys that is simulated; 1: all. */
  readonly sample: number;
  /** For `mrc`: largest number of sampled keys, approximately. */
  readonly keys: number | undefined;
  readonly format: string | undefined;
  readonly columns: Reading['columns'];
  readonly seed: number;
  readonly json: boolean;
}

export const USAGE = `npm run -s replay -- FILE... [options]       one line for each policy and size
npm run -s replay -- mrc FILE... [options]   miss-ratio curves

FILE is a request trace, plain, gzip or zstd; - is standard input.
  --policy lru,sieve | all    default: all; for mrc: lru
  --size 1%,10%,5000,64MB     percent of distinct keys, objects, bytes; 10%b is percent of all bytes
  --unit objects|bytes        what a size without a unit counts; default: objects
  --ttl 30s                   TTL of every object; default: the TTLs of the trace
  --sample 0.01               samples this share of the keys and scales the cache down
  --keys 8192                 for mrc: samples about this many keys at most
  --format NAME               a format listed below; default: by content
  --columns key=url,size=3    for csv: columns by name or number, several for a key, with units:
                              ${COLUMNS_HELP}
  --seed 1                    seed of all random numbers
  --json                      only one JSON array on standard output; each row says how the file was read:
                              format, ignored, warnings

Formats, each with an example line:
${formatsHelp()}

Policies: ${policies.map(({ name }) => name).join(', ')}.`;

/** Parses the arguments; undefined if help is requested. Throws UsageError. */
export function readArguments(args: readonly string[]): Arguments | undefined {
  const { values, positionals } = parsed(args);
  if (values.help) return undefined;
  const curve = positionals[0] === 'mrc';
  const files = positionals.slice(curve ? 1 : 0);
  if (files.length === 0)
    throw new UsageError('no trace given. Name a file, or - for standard input; see --help.');
  const { unit } = values;
  if (!curve && values.keys !== undefined)
    throw new UsageError('--keys is an option of mrc; use --sample for a replay.');
  if (values.keys !== undefined && values.sample !== undefined)
    throw new UsageError('--keys and --sample both set the size of the sample: give only one.');
  if (unit !== undefined && unit !== 'objects' && unit !== 'bytes')
    throw new UsageError(`--unit ${unit}: the units are objects and bytes.`);
  return {
    curve,
    files,
    policies: policiesNamed(values.policy ?? (curve ? 'lru' : 'all')),
    sizes: values.size?.split(',').map((size) => sizeIn(size, unit)),
    ttlMs: values.ttl === undefined ? undefined : durationIn(values.ttl),
    sample: values.sample === undefined ? 1 : shareIn(values.sample),
    keys: values.keys === undefined ? undefined : wholeIn('--keys', values.keys, 1),
    format: values.format,
    columns: values.columns === undefined ? undefined : columnsIn(values.columns),
    seed: wholeIn('--seed', values.seed ?? '1', 0),
    json: values.json ?? false,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        policy: { type: 'string' },
        size: { type: 'string' },
        unit: { type: 'string' },
        ttl: { type: 'string' },
        sample: { type: 'string' },
        keys: { type: 'string' },
        format: { type: 'string' },
        columns: { type: 'string' },
        seed: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (thrown) {
    throw new UsageError(`${(thrown as Error).message.split('. ')[0]}; see --help.`);
  }
}

function policiesNamed(names: string): readonly PolicyDefinition[] {
  if (names === 'all') return policies;
  return names.split(',').map((name) => {
    const found = policies.find((policy) => policy.name === name.trim());
    if (found) return found;
    const known = policies.map((policy) => policy.name).join(', ');
    throw new UsageError(`--policy: there is no policy "${name}"; the policies are: ${known}.`);
  });
}

function sizeIn(text: string, unit: Size['unit'] | undefined): Size {
  const size = parseSize(text, unit);
  if (!size) throw new UsageError(`--size: "${text}" is not a size above 0; write 1%, 10%b, 5000 or 64MB.`);
  return size;
}

function durationIn(text: string): Milliseconds {
  const ms = fineDurationIn(text) ?? parseDuration(text);
  if (!ms)
    throw new UsageError(
      `--ttl: "${text}" is not a duration above 0; write 500us, 500ms, 30s, 5min, 2h or 1d.`,
    );
  return ms;
}

/** Parses durations below a millisecond, which traces may need; undefined for other units. */
function fineDurationIn(text: string): Milliseconds | undefined {
  const [, number, unit] = /^\s*(\d+(?:\.\d+)?)\s*(ms|us|\u00b5s|ns)\s*$/i.exec(text) ?? [];
  if (number === undefined || unit === undefined) return undefined;
  const perMs = { ms: 1, ns: 1e6 }[unit.toLowerCase()] ?? 1000;
  return Number(number) / perMs;
}

function shareIn(text: string): number {
  const share = Number(text);
  if (!(share > 0 && share <= 1))
    throw new UsageError(`--sample: "${text}" is not a share above 0 and up to 1.`);
  return share;
}

function wholeIn(option: string, text: string, least: number): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < least)
    throw new UsageError(`${option}: "${text}" is not an integer of ${least} or more.`);
  return value;
}

function columnsIn(text: string): Reading['columns'] {
  const columns = parseColumns(text);
  if (!columns.ok) throw new UsageError(`--columns: ${columns.problem.what}`);
  return columns.value;
}
