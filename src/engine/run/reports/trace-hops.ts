import type { VirtualMs } from '../../../base/units';
import type { TraceHop, TraceStep } from '../../contract/engine';
import { cost } from '../../serving/cost';
import type { FlightDoing, FlightRecord, LookupRecord, TraceRecord } from '../../watch/trace-record';
import type { Run } from '../run';

/** The hops of a request in the order of a reader: each lookup, then the computation that it began, one level deeper. */
export function hopsOf(run: Pick<Run, 'keyText' | 'clock'>, record: TraceRecord): TraceHop[] {
  const hops: TraceHop[] = [];
  const { now } = run.clock;
  /** Lookups of parts belong to the one page that a request computes. */
  const isPart = ({ cache }: LookupRecord) => cache !== 'rankings';
  const unshown = new Set(record.flights);

  const computation = (flight: FlightRecord, depth: number) => {
    unshown.delete(flight);
    const { cache, why } = flight;
    const key = run.keyText(cache, flight.key);
    const push = (step: TraceStep, from: VirtualMs, until: VirtualMs) =>
      until > from && hops.push({ step, cache, key, depth, from, until, reason: why });
    const { begunAt, stretches } = flight;
    const [first, ...others] = stretches;
    const parts = first?.doing === 'parts' ? first : undefined;
    const underWay = stretches.length === 0 && flight.endedAt === undefined;
    if (parts) push('parts', parts.from, parts.until);
    else if (underWay && cache === 'rankings') push('parts', begunAt, now);
    if (cache === 'rankings') for (const lookup of record.lookups.filter(isPart)) asked(lookup, depth + 1);
    for (const { doing, from, until, storeMs } of parts ? others : stretches) {
      if (doing !== 'core') push(stepOf[doing], from, until);
      else {
        push('queries', from, from + storeMs);
        push('computing', from + storeMs, until);
      }
    }
  };
  const asked = ({ cache, key, since, until, outcome, reason, waitedFor }: LookupRecord, depth: number) => {
    hops.push({
      step: 'lookup',
      cache,
      key: run.keyText(cache, key),
      depth,
      from: since,
      until,
      outcome,
      reason,
      waitedFor: waitedFor?.request,
    });
    const own = record.flights.find(({ id }) => id === waitedFor?.flight);
    if (own && unshown.has(own)) computation(own, depth + 1);
  };

  for (const lookup of record.lookups) if (!isPart(lookup)) asked(lookup, 0);
  // Those of a refresh, and those whose lookup has not ended.
  for (const flight of record.flights) if (unshown.has(flight)) computation(flight, 0);
  const { answer, request } = record;
  if (answer) {
    const { at: from, outcome } = answer;
    const key = run.keyText('rankings', request.key);
    const until = from + cost.hitMs;
    hops.push({ step: 'answer', cache: 'rankings', key, depth: 0, from, until, outcome });
  }
  return hops;
}

const stepOf: Readonly<Record<Exclude<FlightDoing, 'core'>, TraceStep>> = {
  parts: 'parts',
  queue: 'queue',
  'pause before the next attempt': 'pause',
};
