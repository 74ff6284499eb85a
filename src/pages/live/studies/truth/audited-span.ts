import type { OfflineAudit, RecordingStart } from '../../../../engine/contract/engine';
import { formatClock } from '../../../../ui/format';

const begins: Readonly<Record<RecordingStart, (from: string) => string>> = {
  run: () => 'the whole run so far',
  restore: (from) => `the run since it was restored at ${from}; what came before is not in its recording`,
  limit: (from) => `the part of the run that is recorded; what came before ${from} is no longer kept`,
};

/** Returns the part of the run that an audit covers, in words: from when to when, and why not from the start. */
export const auditedSpan = ({ from, to, begins: start }: OfflineAudit): string =>
  `from ${formatClock(from)} to ${formatClock(to)}, ${begins[start](formatClock(from))}`;
