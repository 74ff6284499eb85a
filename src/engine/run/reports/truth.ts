import {
  type CacheTruth,
  type MemoCacheName,
  memoCacheNames,
  type TruthReport,
  type WrongAnswer,
} from '../../contract/engine';
import type { WrongNote } from '../../truth/truth-book';
import type { Run } from '../run';

/** What became of the answers of each memo cache when they were held against the store. */
export const truthReport = (run: Run, bucketMs: number): TruthReport => ({
  caches: memoCacheNames.map((cache) => cacheTruth(run, cache)),
  recent: run.recentTruth.report(bucketMs),
});

function cacheTruth(run: Run, cache: MemoCacheName): CacheTruth {
  const counts = run.figures.total(cache, run.layers.stats(cache));
  const { ages, causes, needlessBy, lastWrong } = run.audit.books[cache];
  return {
    ...counts,
    cache,
    needlessBy: { ...needlessBy },
    ages: ages.counts.slice(),
    oldestMs: ages.longest,
    causes: { ...causes },
    lastWrong: lastWrong.map((note) => wrongAnswer(run, note)),
  };
}

const wrongAnswer = (run: Run, { at, cause, ageMs, held, should }: WrongNote): WrongAnswer => ({
  at,
  key: run.keyText(held.stage, held.key),
  cause,
  ageMs,
  shown: run.shownLines.of(held),
  should: run.shownLines.of(should),
});
