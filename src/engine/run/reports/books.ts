import { MAX_DATED } from '../../../store/versions';
import { type Evidence, memoCacheNames } from '../../contract/engine';
import { MOST_PAGES_KEPT } from '../../truth/hidden-wrongs';
import { MAX_REMOVED } from '../../truth/last-values';
import { MOST_WEIGHTS_KEPT } from '../../truth/truth';
import { REMEMBERED } from '../../watch/contradictions';
import type { Run } from '../run';

/**
 * Returns what the engine keeps of a run beside its caches, in entries of each book, with the most that there may be.
 * A new book that grows with the run belongs here: a test holds each against its bound over a long run.
 */
export function booksOf(run: Run): Evidence[] {
  const { recording, store, audit, holders, contradictions, log, traces } = run;
  const { notes, changes } = recording.kept;
  const { products, shoppers } = store.size;
  const kept = audit.kept;
  return [
    { what: 'kept-notes', value: notes, bound: recording.limits.notes },
    { what: 'kept-changes', value: changes, bound: recording.mostChanges },
    { what: 'kept-dates', value: store.datedChanges, bound: MAX_DATED + store.facts.count },
    { what: 'kept-departed', value: kept.departed, bound: memoCacheNames.length * MAX_REMOVED },
    {
      what: 'kept-true',
      value: kept.true,
      bound: products + Math.min(shoppers, MOST_WEIGHTS_KEPT) + MOST_PAGES_KEPT,
    },
    { what: 'kept-places', value: holders.places, bound: holders.mostPlaces },
    { what: 'kept-answers', value: contradictions.remembered, bound: REMEMBERED * shoppers },
    { what: 'kept-lines', value: log.kept.lines, bound: log.kept.most },
    { what: 'kept-traces', value: traces.kept, bound: traces.most },
  ];
}
