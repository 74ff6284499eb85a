import type { Random } from '../../../base/random';
import type { Subject, SubjectRows } from '../../../base/testing/saved-contract';
import { among, Cell, later, oneOf } from '../../../base/testing/subjects';
import { newCounters } from '../../../cache/counters';
import {
  type FailureReason,
  failureReasons,
  memoCacheNames,
  missReasons,
  pageOutcomes,
} from '../../contract/engine';
import type { Hop } from '../../serving/observer';
import { Chronicle } from '../../watch/chronicle';
import { Contradictions } from '../../watch/contradictions';
import { DrillRecords } from '../../watch/drill-records';
import { drills } from '../../watch/drills';
import { RunLog } from '../../watch/event-log';
import { Figures } from '../../watch/figures';
import { MissedChanges } from '../../watch/missed-change';
import { PageBook } from '../../watch/page-book';
import { Book } from '../../watch/probes/book';
import { ReasonCounts } from '../../watch/reason-counts';
import { columns, TierCounts } from '../../watch/tier-counts';
import { arrivalOf, changeOf, resultOf } from './results';

const WIDTH = 1_000;
const words = {
  keyText: (cache: string, key: number) => `${cache} ${key}`,
  change: () => ({ key: 'a fact', reason: 'changed' }),
};

function runLog(): Subject {
  const now = new Cell(0);
  const part = new RunLog(12, () => now.value, words);
  const uses = [{ stage: 'rankings', statement: 'one product', calls: 2, rows: 2, milliseconds: 0 }] as const;
  return {
    part,
    around: [now],
    step: (random) => {
      now.value = later(random, now.value);
      const kind = among(random, ['fresh', 'miss', 'error'] as const);
      for (let i = 0; i < 5; i++)
        oneOf(random, [
          () => part.entry('weights', kind, random.int(9), 'a reason'),
          () => part.entry('rankings', kind, random.int(9), 'a reason', 3, uses),
          () => part.add({ at: now.value, tier: 'run', kind: 'model', key: 'a model', reason: 'new' }),
          () => part.change(changeOf(random, 1, now.value)),
        ]);
    },
    seen: () => [part.last, part.kept, part.since(0, 999)],
  };
}

function chronicle(): Subject {
  const now = new Cell(0);
  const log = new RunLog(0, () => now.value, words);
  const part = new Chronicle({ log, now: () => now.value });
  return {
    part,
    around: [now, log],
    step: (random) => {
      now.value = later(random, now.value);
      oneOf(random, [
        () => part.did({ kind: 'retrain' }),
        () => part.drillEnded('a drill'),
        () => part.outOfMemory(random.int(9_999)),
        () => part.model('a model', 'new', random.int(2) === 0),
        () => part.changed(changeOf(random, 1, now.value)),
      ]);
    },
    seen: () => [part.marks, log.since(0, 999)],
  };
}

function drillRecords(): Subject {
  const now = new Cell(0);
  const begun = new Cell(0);
  const part = new DrillRecords(() => now.value);
  return {
    part,
    around: [now, begun],
    step: (random) => {
      now.value += random.int(4_000);
      for (let i = 0; i < 4; i++) part.ended(arrivalOf(random, now.value));
      if (random.int(4) === 0) begun.value = part.begin(among(random, drills));
      return random.int(4) === 0 ? part.end(random.int(begun.value + 1))?.name : undefined;
    },
    seen: () => [part.underWay?.name, part.anyEnded, drills.map(({ name }) => part.record(name))],
  };
}

function contradictions(): Subject {
  const now = new Cell(0);
  const part = new Contradictions(9, 6);
  const list = (random: Random) => Int32Array.from({ length: 2 }, () => random.int(6));
  return {
    part,
    around: [now],
    step: (random) => {
      now.value += random.int(2_000);
      if (random.int(3) === 0) return part.changed(changeOf(random, 1, now.value));
      return part.given({
        shopper: random.int(2),
        view: random.int(2),
        ids: list(random),
        priceCents: list(random),
        facts: list(random),
        deal: random.int(2),
        askedAt: now.value - random.int(900),
        at: now.value,
      });
    },
    seen: () => [part.total, part.remembered],
  };
}

const noFailures = Object.fromEntries(failureReasons.map((reason) => [reason, 0])) as ReturnType<
  ReasonCounts<FailureReason>['window']
>;

function pageBook(): Subject {
  const now = new Cell(0);
  const part = new PageBook(() => now.value);
  return {
    part,
    around: [now],
    step: (random) => {
      now.value = later(random, now.value);
      part.ended(among(random, pageOutcomes), random.int(200));
      if (random.int(2) === 0) part.auditedDegraded(random.int(2) === 0);
    },
    seen: () => [part.requests, part.window(WIDTH, noFailures)],
  };
}

function reasonCounts(): Subject {
  const now = new Cell(0);
  const part = new ReasonCounts(failureReasons);
  return {
    part,
    around: [now],
    step: (random) => {
      now.value = later(random, now.value);
      part.add(now.value, among(random, failureReasons));
    },
    seen: () => part.window(WIDTH, now.value),
  };
}

function tierCounts(): Subject {
  const now = new Cell(0);
  const part = new TierCounts();
  return {
    part,
    around: [now],
    step: (random) => {
      now.value = later(random, now.value);
      part.add(now.value, among(random, columns), 1 + random.int(3));
      part.latency.add(now.value, random.int(20));
      part.stalest.raise(now.value, 0, 1 + random.int(99));
      part.failures.add(now.value, among(random, failureReasons));
      part.misses.add(now.value, among(random, missReasons));
    },
    seen: () => [
      part.total,
      part.window(WIDTH, now.value),
      part.failures.window(WIDTH, now.value),
      part.misses.window(WIDTH, now.value),
    ],
  };
}

function figures(): Subject {
  const now = new Cell(0);
  const part = new Figures(
    () => now.value,
    () => now.value,
  );
  const hop = (random: Random): Hop => {
    const { request } = arrivalOf(random, now.value);
    const about = {
      request,
      cache: among(random, memoCacheNames),
      key: 1,
      reason: 'timeout',
      since: now.value - random.int(99),
    };
    const outcome = among(random, ['miss', 'coalesced', 'error', 'degraded', 'fresh'] as const);
    if (outcome === 'miss') return { ...about, outcome, reason: among(random, missReasons) };
    if (outcome !== 'fresh') return { ...about, outcome, degraded: 'wrong' };
    const verdict = { truth: 'stale', audited: true, missed: { at: now.value - 5, kind: 'price' } } as const;
    const result = resultOf(random, 1, now.value);
    return { ...about, outcome: 'stale', result, hit: { slot: 1, late: false, verdict } };
  };
  return {
    part,
    around: [now],
    step: (random) => {
      now.value = later(random, now.value);
      const result = resultOf(random, 1, now.value);
      for (let i = 0; i < 4; i++)
        oneOf<unknown>(random, [
          () => part.hop(hop(random)),
          () => part.stored(result),
          () => part.refused(result),
          () => part.needless(result),
          () => part.retried('weights'),
          () => part.left(result, 'evicted'),
          () => part.ended(arrivalOf(random, now.value)),
          () => part.computed({ result, queries: 3, work: random.int(9) }),
          () => part.measured(() => now.restore(now.value + 2), 'rankings'),
        ]);
    },
    seen: () => [
      memoCacheNames.map((name) => [
        part.total(name, newCounters()),
        part.window(name, WIDTH),
        part.latency(name, WIDTH),
        part.stages[name],
      ]),
      part.pageFigures(WIDTH),
      part.databaseLoad(WIDTH),
      part.failures(memoCacheNames, WIDTH),
      part.misses(memoCacheNames, WIDTH),
      part.stalest(memoCacheNames, WIDTH),
      part.repeatsOf('one product'),
      [part.computations, part.measuredMs],
    ],
  };
}

function missedChanges(): Subject {
  const now = new Cell(0);
  const part = new MissedChanges(() => now.value);
  return {
    part,
    around: [now],
    step: (random) => {
      now.value = later(random, now.value);
      const { request, page: result } = arrivalOf(random, now.value);
      if (!result) return;
      const missed = { at: 10 * random.int(3), kind: 'price' } as const;
      const verdict = {
        truth: among<'stale' | 'wrong'>(random, ['stale', 'wrong']),
        audited: true,
        missed,
      } as const;
      const hit = random.int(2) === 0 ? { slot: 1, late: false, verdict } : undefined;
      const about = { request, cache: 'rankings', key: result.key, reason: '', since: 0, result } as const;
      part.hop({ ...about, outcome: hit ? verdict.truth : 'miss', ...(hit && { hit }) });
    },
    seen: () => part.followed,
  };
}

function book(): Subject {
  const now = new Cell(0);
  const part = new Book(() => now.value);
  return {
    part,
    around: [now],
    step: (random) => {
      now.value = later(random, now.value);
      const what = among(random, ['broken', 'no bound']);
      part.check(random.int(3) > 0, () => what, { cache: 'weights', key: random.int(9) });
    },
    seen: () => [part.checks, part.violations, part.last, part.failing(), part.failing('no bound')],
  };
}

/** The records of what happened in a run. */
export const watchRows: SubjectRows = {
  RunLog: runLog,
  Chronicle: chronicle,
  DrillRecords: drillRecords,
  Contradictions: contradictions,
  PageBook: pageBook,
  ReasonCounts: reasonCounts,
  TierCounts: tierCounts,
  Figures: figures,
  MissedChanges: missedChanges,
  Book: book,
};
