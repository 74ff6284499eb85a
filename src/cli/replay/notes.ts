import { formatBytes, formatDuration } from '../../base/units';
import type { PolicyNeed } from '../../cache/policy';
import { formats } from '../../replay/formats';
import type { Trace } from '../../replay/read-trace';
import { hasTtls } from '../../replay/simulate';
import { footprintOf } from '../../replay/sizes';
import { UsageError } from '../usage-error';
import type { Arguments } from './arguments';
import { count } from './table';

/** The trace in one line. */
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

/** What people should know of how the trace was read and replayed. */
export function notes({ requests, ignored }: Trace, { policies, ttlMs, sample, curve }: Arguments): string[] {
  const has: Record<PolicyNeed, boolean> = {
    bytes: requests.sizes !== undefined,
    cost: false,
    deadline: requests.times !== undefined && (ttlMs !== undefined || hasTtls(requests)),
    future: true,
  };
  const lacking: Record<PolicyNeed, string> = {
    bytes: 'has no sizes: every object counts 1 byte',
    cost: 'has no costs: every object costs the same',
    deadline: 'has no TTLs: nothing ever dies',
    future: '',
  };
  return [
    ...ignored.map(
      ({ what, count: times, line }) => `ignored ${what}: ${count(times)}, first in line ${line}.`,
    ),
    ...(sample < 1 && !curve
      ? [`counts are those of a sample: ${sample} of the keys, chosen by the seed.`]
      : []),
    ...(hasTtls(requests) && !requests.times
      ? [
          'the trace has TTLs and no times: nothing expires. Say which column is the time: --columns time=NAME.',
        ]
      : []),
    ...policies.flatMap(({ name, needs }) =>
      needs.filter((need) => !has[need]).map((need) => `the trace ${lacking[need]}, which ${name} goes by.`),
    ),
  ];
}

/** Throws UsageError for a TTL on a trace without a clock. */
export function checkTimes({ requests }: Trace, { ttlMs }: Arguments): void {
  if (ttlMs !== undefined && !requests.times)
    throw new UsageError('--ttl needs times, and the requests of this trace have none.');
}
