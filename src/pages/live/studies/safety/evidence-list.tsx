import type { Evidence, EvidenceName } from '../../../../engine/contract/engine';
import { formatBound, formatBytes, formatCount, formatMs, formatShare, NOTHING } from '../../../../ui/format';
import { Term } from '../../../parts/term';
import classes from './safety.module.css';

const share = (value: number): string => formatShare(value, 1);

/** The format of each figure. Its meaning is in the glossary under its name. */
const writers: Readonly<Record<EvidenceName, (n: number) => string>> = {
  'executed-again-at-once': formatCount,
  'executed-again-later': formatCount,
  'fresh-hits-recomputed': formatCount,
  'fresh-hits-wrong': formatCount,
  'writes-repeated': formatCount,
  'messages-repeated': formatCount,
  'requests-repeated': formatCount,
  'with-deadline': share,
  'oldest-entry': formatMs,
  'served-late-as-asked': formatCount,
  'written-after-invalidation': formatCount,
  'most-entries': formatCount,
  'most-bytes': formatBytes,
  unanswered: formatCount,
  'unanswered-held': formatCount,
  'answered-degraded': formatCount,
  'kept-degraded': formatCount,
  'kept-notes': formatCount,
  'kept-changes': formatCount,
  'kept-dates': formatCount,
  'kept-departed': formatCount,
  'kept-true': formatCount,
  'kept-places': formatCount,
  'kept-answers': formatCount,
  'kept-lines': formatCount,
  'kept-traces': formatCount,
};

/** The figures of a probe. */
export function EvidenceList({ evidence }: { readonly evidence: readonly Evidence[] }) {
  return (
    <dl className={classes.evidence}>
      {evidence.map(({ what, cache, value, bound }) => {
        const write = writers[what];
        return (
          <div key={`${what} ${cache}`}>
            <dt>
              <Term id={what} />
              {cache && ` of ${cache}`}
            </dt>
            <dd data-figure={what} data-value={value}>
              {value === undefined ? NOTHING : write(value)}
              {bound !== undefined && ` of ${formatBound(bound, write)}`}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
