import type { HiddenAnswer, NaiveReport, NaiveTrial, TimedIntervention } from '../../contract/engine';
import { inForce } from '../../serving/in-force';
import { naiveWays } from '../../serving/naive';
import type { NaiveWay } from '../../serving/naive/naive-way';
import type { Run } from '../run';

/** For this long after the cure, shoppers compare an answer with earlier ones. */
const REMEMBERED_MS = 10_000;

/** What came of memoizing in the ways that people write first: before, with it, and after its cure. */
export function naiveReport(run: Run): NaiveReport {
  const { clock, settings, harms, layers } = run;
  const done = run.asSpec.interventions.filter(({ at }) => at <= clock.now);
  const tried: Record<string, NaiveTrial> = {};
  for (const way of naiveWays) {
    const trial = trialOf(way, done, run);
    if (trial) tried[way.name] = trial;
  }
  const { way } = inForce(settings);
  const cured = way && settings[way.cureBy.setting] === way.cureBy.value;
  return {
    now: harms.now(),
    atWork: cured ? undefined : way?.name,
    outOfMemory: layers.outOfMemory,
    tried,
    lastHidden: lastHidden(run),
  };
}

/** The last time that a way was at work, by the two settings that decide it. */
function trialOf(way: NaiveWay, done: readonly TimedIntervention[], run: Run): NaiveTrial | undefined {
  const { harms, clock, spec } = run;
  const { cureBy } = way;
  let [kind, mended] = [spec.settings.memoKind as unknown, spec.settings[cureBy.setting] === cureBy.value];
  const isAtWork = () => kind === way.name && !mended;
  let began = isAtWork() ? 0 : undefined;
  let ended: number | undefined;
  let cured = false;
  let followed: number | undefined;
  for (const { at, what } of done) {
    if (what.kind !== 'set') continue;
    const wasAtWork = isAtWork();
    if (what.setting === 'memoKind') kind = what.value;
    if (what.setting === cureBy.setting) mended = what.value === cureBy.value;
    if (ended !== undefined && kind !== 'memoize') followed ??= at;
    if (isAtWork() === wasAtWork) continue;
    if (wasAtWork) [ended, cured] = [at, mended];
    else [began, ended, cured, followed] = [at, undefined, false, undefined];
  }
  if (began === undefined) return undefined;
  const end = ended ?? clock.now;
  return {
    before: began > 0 ? harms.minuteBefore(began) : undefined,
    during: harms.between(Math.max(began, end - 60_000), end),
    cured,
    after: cured ? harms.minuteAfter(end + REMEMBERED_MS, followed) : undefined,
  };
}

const lastHidden = (run: Run): HiddenAnswer[] =>
  run.audit.hiddenWrongs.last.map(({ at, asked, shown, should }) => ({
    at,
    key: run.keyText(should.stage, asked),
    shown: run.shownLines.of(shown),
    should: run.shownLines.of(should),
  }));
