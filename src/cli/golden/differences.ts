import type { Fingerprint } from './fingerprint';
import type { Fingerprints } from './play';

/** Largest number of report lines for one run; further ones are counted. */
const MAX_LINES = 12;

/** Returns for each run the figures that differ, as `kept → found`; empty if all are equal. */
export function differences(kept: Fingerprints, found: Fingerprints): string[] {
  const runs = new Set([...Object.keys(kept), ...Object.keys(found)]);
  return [...runs].flatMap((run) => {
    const [before, after] = [kept[run], found[run]];
    if (!before) return [`${run}: not among the stored runs`];
    if (!after) return [`${run}: stored, but not played`];
    const lines = changed(before, after);
    const more = lines.length - MAX_LINES;
    return [
      ...lines.slice(0, MAX_LINES).map((line) => `${run}: ${line}`),
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
