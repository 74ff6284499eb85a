import { useDeferredValue, useMemo } from 'react';
import { doublings } from '../../../../base/histogram';
import { type CacheTruth, missedKinds } from '../../../../engine/contract/engine';
import { formatCount } from '../../../../ui/format';
import { lazyPart } from '../../../../ui/lazy-part';
import { outcomeLooks } from '../../../../ui/outcomes';
import parts from '../../../parts/parts.module.css';
import { Term } from '../../../parts/term';
import study from '../study.module.css';
import own from './truth.module.css';

const AgesChart = lazyPart(() => import('../../../../ui/charts/ages-chart'), {
  what: 'The chart of ages',
  waiting: <p className={parts.empty}>Drawing…</p>,
});

/** The age of one cache's stale and wrong answers, and the kinds of change that the wrong ones missed. */
export function Staleness({ truth: latest }: { readonly truth: CacheTruth }) {
  const truth = useDeferredValue(latest);
  const bins = useMemo(() => binsOf(truth.ages), [truth.ages]);
  const most = Math.max(...missedKinds.map((kind) => truth.causes[kind]));
  return (
    <>
      <h4 className={study.title}>
        <Term id="staleness-age" label={`Staleness ages of ${truth.cache}, answers by age`} />
      </h4>
      <div className={parts.chart}>
        {bins.length === 0 ? (
          <p className={parts.empty}>No answer was out of date.</p>
        ) : (
          <AgesChart
            name={`Staleness ages of ${truth.cache}`}
            bins={bins}
            colour={outcomeLooks.stale.colour}
          />
        )}
      </div>
      <h4 className={study.title}>
        <Term id="missed-first" label="Wrong answers by what they missed first" />
      </h4>
      <dl className={own.causes} data-testid="causes">
        {missedKinds.map((kind) => (
          <div key={kind}>
            <dt>{kind}</dt>
            <dd data-cause={kind} data-value={truth.causes[kind]}>
              <i
                aria-hidden="true"
                style={{
                  width: `${most > 0 ? (100 * truth.causes[kind]) / most : 0}%`,
                  background: outcomeLooks.wrong.colour,
                }}
              />
              <span>{formatCount(truth.causes[kind])}</span>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** Returns the ranges from the first to the last one with answers. */
function binsOf(ages: Float64Array) {
  const ranges = doublings(ages).map(({ from, to, count }) => ({ from, to, answers: count }));
  const first = ranges.findIndex(({ answers }) => answers > 0);
  const last = ranges.findLastIndex(({ answers }) => answers > 0);
  return first < 0 ? [] : ranges.slice(first, last + 1);
}
