import type { Trace, TraceFilter, TraceLine, TracesAsk, TracesReport } from '../../contract/engine';
import { cost } from '../../serving/cost';
import { reportOf } from '../../serving/request-queries';
import type { FlightRecord, TraceRecord } from '../../watch/trace-record';
import type { Run } from '../run';
import { hopsOf } from './trace-hops';

/** The recorded requests that pass a filter, newest first, and one of them whole. Begins the recording if it is off. */
export function tracesReport(run: Run, { filter, most, chosen }: TracesAsk): TracesReport {
  const { traces, clock } = run;
  traces.record();
  const passes = filterOf(run, filter);
  const lines: TraceLine[] = [];
  const reasons = new Set<string>();
  let found = 0;
  for (const record of traces.newestFirst()) {
    for (const { reason } of record.lookups) reasons.add(reason);
    if (!passes(record)) continue;
    found++;
    if (lines.length < most) lines.push(lineOf(run, record));
  }
  const record = chosen === undefined ? undefined : traces.of(chosen);
  return {
    since: traces.since ?? clock.now,
    kept: traces.kept,
    mostKept: traces.most,
    found,
    lines,
    reasons: [...reasons].sort(),
    chosen: record && wholeOf(run, record),
  };
}

/** Names are made only when there is a text to find in them: there may be thousands of requests. */
function filterOf(run: Run, { cache, outcome, reason, atLeastMs, text }: TraceFilter) {
  const wanted = text?.trim().toLowerCase();
  const ofLookups = cache !== undefined || outcome !== undefined || reason !== undefined;
  return (record: TraceRecord): boolean => {
    if (atLeastMs !== undefined && (tookMs(record) ?? 0) < atLeastMs) return false;
    if (
      ofLookups &&
      !record.lookups.some(
        (one) =>
          (cache === undefined || one.cache === cache) &&
          (outcome === undefined || one.outcome === outcome) &&
          (reason === undefined || one.reason === reason),
      )
    )
      return false;
    if (!wanted) return true;
    return (
      nameOf(run, record).toLowerCase().includes(wanted) ||
      record.lookups.some((one) => run.keyText(one.cache, one.key).toLowerCase().includes(wanted))
    );
  };
}

const lineOf = (run: Run, record: TraceRecord): TraceLine => ({
  request: record.request.id,
  at: record.request.startedAt,
  name: nameOf(run, record),
  asker: record.request.asker.kind,
  outcome: record.answer?.outcome,
  reason: record.answer?.reason ?? (isRefresh(record) ? 'refresh behind the answers' : 'under way'),
  ms: tookMs(record),
  lookups: record.lookups.length,
  queries: record.request.spent.queries,
});

function wholeOf(run: Run, record: TraceRecord): Trace {
  const { request, flights } = record;
  const read = record.read ?? flights[0]?.read;
  return {
    ...lineOf(run, record),
    partial: request.startedAt < (run.traces.since ?? 0),
    hops: hopsOf(run, record),
    facts: Array.from(read?.facts ?? [], (fact, i) => ({
      fact: run.factText(fact),
      read: read?.versions[i] as number,
      now: run.store.versions[fact] as number,
    })),
    asked: reportOf(request.spent.asked.save()),
    measuredMs: flights.reduce((sum, { measuredMs }) => sum + measuredMs, 0),
    left: flights.flatMap((flight) => leftOf(run, flight)),
  };
}

function leftOf(run: Run, { cache, key, left, needless, evicted }: FlightRecord): Trace['left'] {
  const own = left && {
    cache,
    key: run.keyText(cache, key),
    kind: left.kind,
    reason: left.kind === 'refused' ? left.reason : storedReason(left.outdated, needless !== undefined),
  };
  const gone = evicted.map((one) => ({
    cache: one.cache,
    key: run.keyText(one.cache, one.key),
    kind: 'evicted' as const,
    reason: '',
  }));
  return own ? [own, ...gone] : gone;
}

function storedReason(outdated: boolean, needless: boolean): string {
  if (outdated) return 'a fact that it read has changed meanwhile';
  return needless ? 'shows the same as the value before it' : '';
}

const isRefresh = ({ request }: TraceRecord): boolean => request.asker.kind === 'refresh';

function nameOf(run: Run, { request, flights }: TraceRecord): string {
  const [first] = flights;
  // A refresh may be of any cache: its first computation says of which.
  if (request.asker.kind === 'refresh' && first) return run.keyText(first.cache, first.key);
  return run.keyText('rankings', request.key);
}

/** As shoppers are served: with the time that looking into the cache takes. Undefined while it is under way. */
function tookMs({ request, answer, flights }: TraceRecord): number | undefined {
  if (answer) return answer.at - request.startedAt + cost.hitMs;
  if (request.asker.kind !== 'refresh' || flights.length === 0) return undefined;
  let end = 0;
  for (const { endedAt } of flights) {
    if (endedAt === undefined) return undefined;
    end = Math.max(end, endedAt);
  }
  return end - request.startedAt;
}
