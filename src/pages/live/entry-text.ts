import type { EntryDetails } from '../../engine/protocol';
import { formatBytes, formatCount, formatMaybe, formatMs } from '../../ui/format';

/** All that is known of an entry, in one line. */
export function entryText(entry: EntryDetails): string {
  const stale =
    entry.staleForMs === undefined
      ? ''
      : `, out of date for ${formatMs(entry.staleForMs)} (${entry.changedFacts.slice(0, 3).join(', ')}${entry.changedFacts.length > 3 ? '…' : ''})`;
  const dies =
    entry.deadlineAt === 'never' ? 'never dies by time' : `dies at ${formatMaybe(entry.deadlineAt)}`;
  return `${entry.key}: ${entry.state}${stale}; made at ${formatMs(entry.bornAt)} in ${formatMs(entry.madeInMs)} with ${entry.queries} queries from ${entry.facts} facts; ${formatCount(entry.hits)} hits, last at ${formatMs(entry.usedAt)}; ${formatBytes(entry.bytes)}; ${dies}`;
}
