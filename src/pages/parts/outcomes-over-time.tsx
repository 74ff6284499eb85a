import { memo, useDeferredValue, useMemo, useState } from 'react';
import { frameColumn, type TimelineFrame } from '../../base/timeline';
import { formatDuration } from '../../base/units';
import type { Mark } from '../../engine/contract/engine';
import { outcomes } from '../../engine/contract/engine';
import type { OutcomeBucket } from '../../ui/charts/buckets';
import { formatClock, formatCount } from '../../ui/format';
import { Legend } from '../../ui/legend';
import { outcomeLooks, outcomeNames } from '../../ui/outcomes';
import { Panel } from '../../ui/panel';
import { LaterChart } from './later-chart';
import { MarkList } from './mark-list';
import classes from './parts.module.css';

/** Most marks in a chart: more would hide the areas. */
const MOST_MARKS = 12;
const looks = outcomeNames.map((name) => outcomeLooks[name]);

interface OutcomesOverTimeProps {
  readonly id: string;
  readonly name: string;
  readonly frame: TimelineFrame;
  readonly marks: readonly Mark[];
  readonly empty: string;
}

/** Requests by outcome over virtual time, as a chart or as a table. */
export const OutcomesOverTime = memo(function OutcomesOverTime({
  id,
  name,
  frame: latest,
  marks: latestMarks,
  empty,
}: OutcomesOverTimeProps) {
  // Rendered in slices between other work: a chart may lag a little, a control may not.
  const frame = useDeferredValue(latest);
  const marks = useDeferredValue(latestMarks);
  const [asTable, setAsTable] = useState(false);
  const buckets = useMemo(() => bucketsOf(frame), [frame]);
  const end = frame.from + frame.length * frame.bucketMs;
  const domain = useMemo(() => [frame.from, end] as const, [frame.from, end]);
  const shownMarks = useMemo(
    () =>
      marks
        .map((mark, i) => ({ ...mark, number: i + 1 }))
        .filter(({ at }) => at >= frame.from && at <= end)
        .slice(-MOST_MARKS),
    [marks, frame.from, end],
  );
  const nothing = buckets.every((bucket) => outcomes.every((outcome) => bucket[outcome] === 0));
  return (
    <Panel
      id={id}
      title={`Requests per ${formatDuration(frame.bucketMs)} of virtual time`}
      tools={
        <button type="button" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          table
        </button>
      }
    >
      <Legend looks={looks} />
      <div className={classes.chart}>
        {nothing ? (
          <p className={classes.empty}>{empty}</p>
        ) : asTable ? (
          <BucketTable buckets={buckets} name={name} />
        ) : (
          <LaterChart
            buckets={buckets}
            bucketMs={frame.bucketMs}
            marks={shownMarks}
            name={name}
            domain={domain}
          />
        )}
      </div>
      <MarkList marks={shownMarks} />
    </Panel>
  );
});

function BucketTable({
  buckets,
  name,
}: {
  readonly buckets: readonly OutcomeBucket[];
  readonly name: string;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must scroll from the keyboard
    <section className={classes.scroll} tabIndex={0} aria-label={`${name} as a table`}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">from</th>
            {outcomes.map((outcome) => (
              <th key={outcome} scope="col">
                {outcome}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {buckets.toReversed().map((bucket) => (
            <tr key={bucket.at}>
              <th scope="row">{formatClock(bucket.at)}</th>
              {outcomes.map((outcome) => (
                <td key={outcome}>{formatCount(bucket[outcome])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function bucketsOf(frame: TimelineFrame): OutcomeBucket[] {
  const columns = outcomes.map((_, i) => frameColumn(frame, i));
  return Array.from({ length: frame.length }, (_, i) => ({
    at: frame.from + i * frame.bucketMs,
    ...(Object.fromEntries(outcomes.map((outcome, column) => [outcome, columns[column]?.[i] ?? 0])) as Record<
      (typeof outcomes)[number],
      number
    >),
  }));
}
