import { Percentiles } from '../../../../base/histogram';
import type { CacheTruth } from '../../../../engine/contract/engine';
import { formatCount, formatMs, formatShare, NOTHING } from '../../../../ui/format';
import { Explained, Help } from '../../../../ui/help';
import { Legend } from '../../../../ui/legend';
import { eventLooks, type Look, outcomeLooks } from '../../../../ui/outcomes';
import { ShareBar } from '../../../../ui/share-bar';
import { audited } from '../../../parts/audited';
import parts from '../../../parts/parts.module.css';
import { Scroll } from '../../../parts/scroll';
import { Term } from '../../../parts/term';
import { cacheWords } from '../../cache-words';

const needlessLook = eventLooks.needless as Look;
const { fresh, stale, unchecked, wrong, degraded } = outcomeLooks;
const looks = [fresh, stale, unchecked, wrong, degraded, needlessLook];

/** Every cache as a bar and as figures: answers, needless recomputations, staleness, and the coverage of the audit. */
export function CacheRows({ caches }: { readonly caches: readonly CacheTruth[] }) {
  return (
    <>
      <Legend looks={looks} />
      <Scroll label="Truth by cache">
        <table className={parts.table} data-testid="truth">
          <thead>
            <tr>
              <th scope="col">cache</th>
              <th scope="col" style={{ width: '34%' }}>
                what it gave
              </th>
              {[fresh, stale, unchecked, wrong, degraded].map(({ label, meaning }) => (
                <th key={label} scope="col">
                  <Explained title={label} says={meaning} />
                </th>
              ))}
              <th scope="col">
                <Help id="needless" label="recomputed though right" />
              </th>
              <th scope="col">
                <Term id="staleness-age" label="age p50" />
              </th>
              <th scope="col">p99</th>
              <th scope="col">oldest</th>
              <th scope="col">
                <Term id="audit-coverage" label="audited" />
              </th>
              <th scope="col">
                <Term id="fresh-audited" label="fresh audited" />
              </th>
            </tr>
          </thead>
          <tbody>
            {caches.map((truth) => (
              <Row key={truth.cache} truth={truth} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </>
  );
}

function Row({ truth }: { readonly truth: CacheTruth }) {
  const found = audited(truth);
  // A percentile is the middle of a bin, which may exceed the maximum.
  const { count, at } = new Percentiles(truth.ages);
  const age = (share: number) => formatMs(count > 0 ? Math.min(at(share), truth.oldestMs) : undefined);
  const shares = [
    { look: fresh, amount: truth.fresh },
    { look: stale, amount: truth.stale },
    { look: unchecked, amount: truth.unchecked },
    { look: wrong, amount: truth.wrong },
    { look: degraded, amount: truth.degraded },
    { look: needlessLook, amount: truth.needless },
  ];
  return (
    <tr data-cache={truth.cache}>
      <th scope="row">
        <Explained title={truth.cache} says={cacheWords[truth.cache]} />
      </th>
      <td>
        <ShareBar name={truth.cache} shares={shares} />
      </td>
      <Figure name="fresh" value={truth.fresh} />
      <Figure name="stale" value={found.stale} estimated={found.unchecked > 0} />
      <Figure name="unchecked" value={truth.unchecked} />
      <Figure name="wrong" value={found.wrong} estimated={found.unchecked > 0} />
      <Figure name="degraded" value={truth.degraded} />
      <Figure name="needless" value={truth.needless} />
      <td data-figure="age-p50" data-value={count > 0 ? at(0.5) : ''}>
        {age(0.5)}
      </td>
      <td>{age(0.99)}</td>
      <td>{formatMs(count > 0 ? truth.oldestMs : undefined)}</td>
      <td data-figure="audit-coverage" data-value={found.coverage ?? ''}>
        {formatShare(found.late - found.unchecked, found.late)}
      </td>
      <FreshAudits truth={truth} />
    </tr>
  );
}

/** The number of audited fresh hits, with an alarm when some differ from their recomputation. */
function FreshAudits({ truth: { freshAudited, hidden } }: { readonly truth: CacheTruth }) {
  return (
    <td data-figure="hidden" data-value={hidden}>
      {formatCount(freshAudited + hidden)}
      {hidden > 0 && <strong className={parts.warning}> ⚠ {formatCount(hidden)} wrong</strong>}
    </td>
  );
}

/** Formats a count; an estimate is marked as one. */
function Figure({
  name,
  value,
  estimated = false,
}: {
  readonly name: string;
  readonly value: number | undefined;
  readonly estimated?: boolean;
}) {
  const text = value === undefined ? NOTHING : `${estimated ? '≈ ' : ''}${formatCount(value)}`;
  return (
    <td data-figure={name} data-value={value ?? ''}>
      {text}
    </td>
  );
}
