import { formatBytes, formatDuration } from '../../base/units';
import type { PolicyNeed } from '../../cache/policy';
import { formats } from '../../replay/formats';
import type { Trace } from '../../replay/read-trace';
import { hasTtls } from '../../replay/requests';
import { footprintOf } from '../../replay/sizes';
import { UsageError } from '../usage-error';
import type { Arguments } from './arguments';
import { count } from './table';

/** Describes the trace in one line. */
export function describe(name: string, { format, requests }: Trace): string {
  const { objects, bytes } = footprintOf(requests);
  const label = formats.find((one) => one.name === format)?.label ?? format;
  const times = requests.times;
  return [
    `${name}: ${label}`,
    `${count(requests.ids.length)} requests`,
    `${count(objects)} distinct keys`,
    ...(requests.sizes ? [formatBytes(bytes)] : []),
    ...(times ? [`over ${formatDuration((times.at(-1) as number) - (times[0] as number))}`] : []),
  ].join(', ');
}

/** Returns a sentence for each reason why lines were ignored. */
export const ignoredNotes = ({ ignored }: Trace): string[] =>
  ignored.map(({ what, count: times, line }) => `ignored ${what}: ${count(times)}, first in line ${line}.`);

/** Returns warnings to read before the figures. */
export function warnings(
  { requests, warnings }: Trace,
  { policies, ttlMs, sample, curve }: Arguments,
): string[] {
  const has: Record<PolicyNeed, boolean> = {
    bytes: requests.sizes !== undefined,
    cost: false,
    deadline: requests.times !== undefined && (ttlMs !== undefined || hasTtls(requests)),
    future: true,
  };
  const lacking: Record<PolicyNeed, string> = {
    bytes: 'has no sizes: every object counts 1 byte',
    cost: 'has no costs: every object costs the same',
    deadline: 'has no TTLs: nothing ever expires',
    future: '',
  };
  return [
    ...warnings,
    ...(sample < 1 && !curve
      ? [`counts are those of a sample: ${sample} of the keys, chosen by the seed.`]
      : []),
    ...policies.flatMap(({ name, needs }) =>
      needs.filter((need) => !has[need]).map((need) => `the trace ${lacking[need]}, which ${name} needs.`),
    ),
  ];
}

/** How a file was read, as printed by `--json` with each row. */
export interface ReadingNotes {
  readonly format: string;
  /** Ignored lines by reason. */
  readonly ignored: {
    readonly count: number;
    readonly reasons: readonly {
      readonly reason: string;
      readonly count: number;
      readonly firstLine: number;
    }[];
  };
  readonly warnings: readonly string[];
}

export function readingNotes(trace: Trace, args: Arguments): ReadingNotes {
  const reasons = trace.ignored.map(({ what, count, line }) => ({ reason: what, count, firstLine: line }));
  return {
    format: trace.format,
    ignored: { count: reasons.reduce((sum, { count }) => sum + count, 0), reasons },
    warnings: warnings(trace, args),
  };
}

/** Throws UsageError for a TTL on a trace without times. */
export function checkTimes({ requests }: Trace, { ttlMs }: Arguments): void {
  if (ttlMs !== undefined && !requests.times)
    throw new UsageError('--ttl needs times, and the requests of this trace have none.');
}
