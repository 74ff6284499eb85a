import type { AuditedCache, OfflineAudit } from '../../../../engine/contract/engine';
import { formatClock, formatCount } from '../../../../ui/format';
import { LengthyWork } from '../../../parts/lengthy-work';
import parts from '../../../parts/parts.module.css';
import { Scroll } from '../../../parts/scroll';
import { Term } from '../../../parts/term';
import { useSession } from '../../../session/session-context';
import study from '../study.module.css';
import { auditedSpan } from './audited-span';
import own from './truth.module.css';

/** Audits the recording of the run from scratch and shows whether it agrees with the live audit. Once per run. */
export function AuditRun() {
  const session = useSession();
  return (
    <section aria-labelledby="audit-title" className={own.audit}>
      <h4 id="audit-title" className={study.title}>
        <Term id="offline-audit" />
      </h4>
      <LengthyWork
        label="Audit this run"
        progress="Progress of the audit"
        start={session.auditRun}
        cancel={() => void session.cancelAudit()}
      >
        {(audit) => <Result audit={audit} />}
      </LengthyWork>
    </section>
  );
}

function Result({ audit }: { readonly audit: OfflineAudit }) {
  const { notes, differing, first, caches } = audit;
  const notCovered = caches.reduce((sum, cache) => sum + cache.notCovered, 0);
  return (
    <>
      <p className={parts.hint} data-testid="audit-result" data-differing={differing}>
        {differing === 0 ? '✓ Both audits agree' : `✗ ${formatCount(differing)} differ`}: {formatCount(notes)}{' '}
        answers, recomputations and departures {auditedSpan(audit)}.
        {first &&
          ` The first: ${first.key} of ${first.cache} at ${formatClock(first.at)} was counted as ${first.live} and is ${first.offline}.`}
      </p>
      {notCovered > 0 && (
        <p className={parts.hint} data-testid="audit-not-covered">
          Not covered: {formatCount(notCovered)} answers and recomputations that depend on more than facts
          (the memo layer is written in a naive way, or prices follow a deal). The recording has facts only.
        </p>
      )}
      <Scroll label="Live and after the fact, by cache">
        <table className={parts.table}>
          <thead>
            <tr>
              <th scope="col">cache</th>
              <th scope="col">fresh</th>
              <th scope="col">stale</th>
              <th scope="col">wrong</th>
              <th scope="col">recomputed though right</th>
              <th scope="col">unchecked live</th>
            </tr>
          </thead>
          <tbody>
            {caches.map((cache) => (
              <Row key={cache.cache} cache={cache} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </>
  );
}

function Row({
  cache: { cache, live, offline, uncheckedWrong, undecided },
}: {
  readonly cache: AuditedCache;
}) {
  const both = (name: keyof AuditedCache['live']) =>
    live[name] === offline[name]
      ? `= ${formatCount(live[name])}`
      : `live ${formatCount(live[name])}, after ${formatCount(offline[name])}`;
  return (
    <tr>
      <th scope="row">{cache}</th>
      <td>{both('fresh')}</td>
      <td>{both('stale')}</td>
      <td>{both('wrong')}</td>
      <td>
        {cache === 'query' ? 'not recorded' : both('needless')}
        {undecided > 0 && ` (${formatCount(undecided)} not decided)`}
      </td>
      <td>
        {live.unchecked > 0
          ? `${formatCount(live.unchecked)}, ${formatCount(uncheckedWrong)} of them wrong`
          : 'none'}
      </td>
    </tr>
  );
}
