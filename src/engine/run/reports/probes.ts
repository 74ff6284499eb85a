import type { DrillReport, ProbesReport, Violation } from '../../contract/engine';
import { DRILL_MS, drills } from '../../watch/drills';
import type { ViolationNote } from '../../watch/probes/book';
import type { Run } from '../run';
import { booksOf } from './books';

/** What the probes have found, with their evidence, and how the drills went. */
export const probesReport = (run: Run): ProbesReport => ({
  rules: run.probes.each.map(({ name, rule, probe }) => {
    const { state, book } = probe;
    const { checks, violations, last } = book;
    return {
      name,
      rule,
      state,
      checks,
      violations,
      evidence: probe.evidence(),
      last: last.map((note, i) => violation(run, violations - i, note)),
    };
  }),
  drills: [
    ...drills.map(
      ({ name, label, help }): DrillReport => ({
        name,
        label,
        help,
        lastsMs: DRILL_MS,
        last: run.drillRecords.record(name),
      }),
    ),
    sharedTierGone,
  ],
  books: booksOf(run),
});

const sharedTierGone: DrillReport = {
  name: 'shared-tier-gone',
  label: 'Shared tier gone',
  help: 'The cache that replicas share does not answer.',
  lastsMs: DRILL_MS,
  unavailable: 'There is no shared tier yet: each request goes from the memo cache straight to computing.',
};

const violation = (run: Run, number: number, { at, what, entry }: ViolationNote): Violation => ({
  number,
  at,
  what,
  entry: entry && { ...entry, text: run.keyText(entry.cache, entry.key) },
});
