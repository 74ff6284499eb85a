import type { EntryDetails } from '../../engine/contract/engine';
import { formatBytes, formatClock, formatCounted, formatMs } from '../../ui/format';

/** Describes an entry in one line. */
export function entryText(entry: EntryDetails): string {
  const stale =
    entry.staleForMs === undefined
      ? ''
      : `, out of date for ${formatMs(entry.staleForMs)} (${entry.changedFacts.slice(0, 3).join(', ')}${entry.changedFacts.length > 3 ? '…' : ''})`;
  const expires =
    entry.deadlineAt === 'never' ? 'never expires' : `expires at ${formatClock(entry.deadlineAt)}`;
  return `${entry.key}: ${entry.state}${stale}; computed at ${formatClock(entry.bornAt)} in ${formatMs(entry.madeInMs)} with ${formatCounted(entry.queries, 'query', 'queries')} from ${formatCounted(entry.facts, 'fact')}; ${formatCounted(entry.hits, 'hit')}, last at ${formatClock(entry.usedAt)}; ${formatBytes(entry.bytes)}; ${expires}`;
}
