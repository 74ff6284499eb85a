import type { StageFigures } from '../../../engine/contract/engine';
import { formatBytes, formatCount, formatMs, formatShare, NOTHING } from '../../../ui/format';
import type { StudyTerm } from '../../../ui/glossary-of-studies';
import { Explained } from '../../../ui/help';
import parts from '../../parts/parts.module.css';
import { Scroll } from '../../parts/scroll';
import { TermHeads } from '../../parts/term-heads';
import { useReport } from '../../session/use-report';
import { cacheWords } from '../cache-words';
import own from './stages.module.css';

const stated: readonly StudyTerm[] = ['stage-key', 'stage-depends', 'stage-cost'];
const counted: readonly StudyTerm[] = [
  'stage-computations',
  'stage-work',
  'stage-virtual',
  'stage-measured',
  'stage-hits',
  'stage-bytes',
];

/** The three stages: what each declares to its cache in code, and its figures. */
export default function Stages() {
  const report = useReport('stages');
  if (!report) return <p className={parts.empty}>Asking the engine…</p>;
  return (
    <div className={own.stages}>
      <div>
        <Scroll label="What the stages state">
          <table className={`${parts.table} ${own.stated}`}>
            <TermHeads first="stage" ids={stated} />
            <tbody>
              {report.stages.map((one) => (
                <Stated key={one.stage} stage={one} />
              ))}
            </tbody>
          </table>
        </Scroll>
      </div>
      <div>
        <Scroll label="What the stages did">
          <table className={parts.table} data-testid="stages">
            <TermHeads first="stage" ids={counted} />
            <tbody>
              {report.stages.map((one) => (
                <Counted key={one.stage} stage={one} />
              ))}
            </tbody>
          </table>
        </Scroll>
      </div>
    </div>
  );
}

function Stated({ stage: { stage, key, reads, parts: through, cost } }: { readonly stage: StageFigures }) {
  return (
    <tr>
      <th scope="row">
        <Explained title={stage} says={cacheWords[stage]} />
      </th>
      <td>{key}</td>
      <td>
        {reads.join(', ')}
        {through.length > 0 && (
          <>
            ; through <b>{through.join(', ')}</b>
          </>
        )}
      </td>
      <td>{cost}</td>
    </tr>
  );
}

function Counted({ stage: one }: { readonly stage: StageFigures }) {
  const { stage, computations, requests, hits, entries } = one;
  const mean = (sum: number) => (computations > 0 ? sum / computations : undefined);
  const work = mean(one.work);
  return (
    <tr data-stage={stage}>
      <th scope="row">{stage}</th>
      <td data-figure="computations" data-value={computations}>
        {formatCount(computations)}
      </td>
      <td>{work === undefined ? NOTHING : formatCount(work)}</td>
      <td>{formatMs(mean(one.virtualMs))}</td>
      <td>{formatMs(mean(one.measuredMs))}</td>
      <td>{formatShare(hits, requests)}</td>
      <td>{entries > 0 ? formatBytes(one.bytes / entries) : NOTHING}</td>
    </tr>
  );
}
