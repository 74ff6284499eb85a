import type { Fingerprint } from './fingerprint';
import type { Fingerprints } from './play';

/** Lines of a report for one run; further ones are counted. */
const MOST_LINES = 12;

/** Says for each run which figures differ, `kept → found`; empty when all are equal. */
export function differences(kept: Fingerprints, found: Fingerprints): string[] {
  const runs = new Set([...Object.keys(kept), ...Object.keys(found)]);
  return [...runs].flatMap((run) => {
    const [before, after] = [kept[run], found[run]];
    if (!before) return [`${run}: not among the kept runs`];
    if (!after) return [`${run}: kept, but not played`];
    const lines = changed(before, after);
    const more = lines.length - MOST_LINES;
    return [
      ...lines.slice(0, MOST_LINES).map((line) => `${run}: ${line}`),
      ...(more > 0 ? [`${run}: and ${more} more`] : []),
    ];
  });
}

function changed(before: Fingerprint, after: Fingerprint): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names]
    .filter((name) => before[name] !== after[name])
    .map((name) => `${name} ${before[name] ?? '(none)'} → ${after[name] ?? '(none)'}`);
}
