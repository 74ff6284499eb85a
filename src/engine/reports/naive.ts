import { naiveWays } from '../naive';
import { inForce } from '../naive/in-force';
import type { NaiveWay } from '../naive/naive-way';
import type { NaiveReport, NaiveTrial, SettingTo, TimedIntervention } from '../protocol';
import type { Run } from '../run';

/** So long shoppers compare an answer with what they were told before the cure. */
const REMEMBERED_MS = 10_000;

/** What came of memoizing in the ways that people write first: before, with it, and after its cure. */
export function naiveReport(run: Run): NaiveReport {
  const { clock, settings, harms, layer } = run;
  const done = run.asSpec.interventions.filter(({ at }) => at <= clock.now);
  const tried: Record<string, NaiveTrial> = {};
  for (const way of naiveWays) {
    const trial = trialOf(way, done, run);
    if (trial) tried[way.name] = trial;
  }
  const { way } = inForce(settings);
  const cured = way && settings[way.cureBy.setting] === way.cureBy.value;
  return { now: harms.now(), atWork: cured ? undefined : way?.name, outOfMemory: layer.outOfMemory, tried };
}

function trialOf(way: NaiveWay, done: readonly TimedIntervention[], run: Run): NaiveTrial | undefined {
  const sets = (to: SettingTo) => (one: TimedIntervention) =>
    one.what.kind === 'set' && one.what.setting === to.setting && one.what.value === to.value;
  const begun = done.findLast(sets({ setting: 'memoKind', value: way.name as NaiveName }));
  const began = begun?.at ?? (run.spec.settings.memoKind === way.name ? 0 : undefined);
  if (began === undefined) return undefined;
  const ends = (one: TimedIntervention) =>
    one.at > began && (sets(way.cureBy)(one) || (one.what.kind === 'set' && one.what.setting === 'memoKind'));
  const ended = done.find(ends);
  const { harms, clock } = run;
  const end = ended?.at ?? clock.now;
  return {
    before: began > 0 ? harms.minuteBefore(began) : undefined,
    during: harms.between(Math.max(began, end - 60_000), end),
    after: ended && sets(way.cureBy)(ended) ? harms.minuteAfter(end + REMEMBERED_MS) : undefined,
  };
}

type NaiveName = (typeof naiveWays)[number]['name'];
