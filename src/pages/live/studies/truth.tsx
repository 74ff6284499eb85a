import { useState } from 'react';
import { type CacheTruth, memoCacheNames } from '../../../engine/contract/engine';
import { Segments } from '../../../ui/segments';
import parts from '../../parts/parts.module.css';
import { useSession } from '../../session/session-context';
import { useReport } from '../../session/use-report';
import study from './study.module.css';
import { advise } from './truth/advice';
import { AuditRun } from './truth/audit-run';
import { CacheRows } from './truth/cache-rows';
import { Staleness } from './truth/staleness';
import own from './truth/truth.module.css';
import { WrongAnswers } from './truth/wrong-answers';

const CACHES = [...memoCacheNames, 'query'] as const;

/** The correctness of each cache's answers, their staleness, and the needless recomputations. */
export default function Truth() {
  const session = useSession();
  const report = useReport('truth');
  const query = session.use((state) => state.query?.truth);
  const run = session.use((state) => state.run);
  const [name, setName] = useState<CacheTruth['cache']>('rankings');
  const queryRecent = session.use((state) => state.query?.recentTruth);
  const now = session.use((state) => state.chart?.at ?? 0);
  const lifeMs = session.use(({ settings }) => (name === 'query' ? settings.staleTime : settings.ttl));
  if (!report) return <p className={parts.empty}>Asking the engine…</p>;
  const caches = query ? [...report.caches, query] : report.caches;
  const one = caches.find(({ cache }) => cache === name);
  const recent = name === 'query' ? queryRecent : report.recent[name];
  return (
    <>
      <p className={parts.hint}>Since the start of the run:</p>
      <CacheRows caches={caches} />
      <div className={parts.tools} style={{ marginTop: '0.5rem' }}>
        <Segments label="Cache shown" options={CACHES} value={name} onChange={(next) => setName(next)} />
      </div>
      {one && (
        <>
          <p className={own.advice} data-testid="advice">
            {recent && advise({ cache: name, recent, now: Math.max(now, recent.from), lifeMs })}
          </p>
          <div className={study.halves}>
            <div>
              <Staleness truth={one} />
            </div>
            <div>
              <h4 className={study.title}>Last wrong answers of {name}</h4>
              <WrongAnswers key={name} truth={one} />
            </div>
          </div>
        </>
      )}
      <AuditRun key={run} />
    </>
  );
}
