import { memo, useMemo, useState } from 'react';
import { Area, AreaChart, CartesianGrid, ReferenceLine, Tooltip, XAxis, YAxis } from 'recharts';
import { formatDuration } from '../../base/units';
import { formatClock, formatCount, formatShort } from '../format';
import { type OutcomeName, outcomeLooks } from '../outcomes';
import { type OutcomeBucket, type PlacedBucket, placed } from './buckets';
import { Hatches, hatchOf } from './hatches';
import { type ChartMark, markLabels } from './mark-labels';
import classes from './outcomes-chart.module.css';
import { countTicks, timeTicks } from './ticks';

interface OutcomesChartProps {
  readonly buckets: readonly OutcomeBucket[];
  readonly bucketMs: number;
  readonly marks: readonly ChartMark[];
  readonly name: string;
  /** The time span, the same in both columns. */
  readonly domain: readonly [number, number];
}

/** From the bottom up: correct answers, stale ones, bad ones, misses. */
const STACK: readonly OutcomeName[] = [
  'fresh',
  'stale',
  'unchecked',
  'wrong',
  'degraded',
  'coalesced',
  'miss',
  'error',
];
// Constant objects are created once: the chart treats a new object as a change and updates all of its parts.
const FULL = { width: '100%', height: '100%' };
const MARGIN = { top: 6, right: 18, bottom: 0, left: 0 };
const TICK = { fontSize: 11, fill: 'var(--quiet)' };
/** Outlined, so that a label is readable over the lines of the marks beside it. */
const MARK = {
  position: 'insideTop',
  offset: 1,
  fontSize: 11,
  fontWeight: 700,
  fill: 'var(--text)',
  stroke: 'var(--panel)',
  strokeWidth: 3,
  paintOrder: 'stroke',
} as const;
const TOOLTIP = {
  background: 'var(--panel)',
  border: '1px solid var(--line)',
  fontSize: 12,
  padding: '4px 8px',
};
const TOOLTIP_ITEM = { color: 'var(--text)', padding: 0 };
const timeText = (at: number): string => formatDuration(at);
const countText = (n: number): string => formatShort(n);

/**
 * Returns the lower and upper bound of an outcome's area over a bucket. Stacked here, not by Recharts: Recharts stacks
 * areas in the order in which they were mounted, so that one more outcome would need a new chart.
 */
const bands = Object.fromEntries(
  STACK.map((outcome, i) => {
    const below = STACK.slice(0, i);
    const band = (bucket: OutcomeBucket): [number, number] => {
      const from = below.reduce((sum, one) => sum + bucket[one], 0);
      return [from, from + bucket[outcome]];
    };
    return [outcome, band];
  }),
) as unknown as Readonly<Record<OutcomeName, (bucket: OutcomeBucket) => [number, number]>>;
const total = (bucket: OutcomeBucket): number => STACK.reduce((sum, one) => sum + bucket[one], 0);

/** The data that a chart shows at one moment of its run. */
type Shown = Pick<OutcomesChartProps, 'buckets' | 'bucketMs' | 'marks' | 'domain'>;

/**
 * Requests by outcome over virtual time, stacked. While the pointer is over the chart it does not update, so that the
 * tooltip can be read and compared; a line in the chart says so.
 */
function OutcomesChart({
  buckets,
  bucketMs: latestMs,
  marks: latestMarks,
  name,
  domain,
}: OutcomesChartProps) {
  const [held, setHeld] = useState<Shown>();
  // A new run has begun: the frozen data belongs to the old one.
  const isOver = held !== undefined && domain[1] < held.domain[1];
  const shown = held && !isOver ? held : { buckets, bucketMs: latestMs, marks: latestMarks, domain };
  const { bucketMs, marks } = shown;
  const most = Math.max(...shown.buckets.map(total));
  const top = countTicks(most, 4).at(-1) as number;
  const [counts, countDomain] = useMemo(() => [countTicks(top, 4), [0, top]] as const, [top]);
  const points = useMemo(() => placed(shown.buckets, bucketMs), [shown.buckets, bucketMs]);
  const [from, to] = shown.domain;
  const [times, timeDomain] = useMemo(() => [timeTicks(from, to, 5), [from, to]] as const, [from, to]);
  const labels = useMemo(
    () => new Map(markLabels(marks, [from, to]).map(({ at, text }) => [at.number, { ...MARK, value: text }])),
    [marks, from, to],
  );
  // An invisible area costs as much as a visible one.
  const there = STACK.filter((name) => shown.buckets.some((bucket) => bucket[name] > 0));
  return (
    <div
      className={classes.chart}
      onPointerEnter={() => setHeld({ buckets, bucketMs: latestMs, marks: latestMarks, domain })}
      onPointerLeave={() => setHeld(undefined)}
    >
      <AreaChart
        responsive
        style={FULL}
        data={points}
        margin={MARGIN}
        title={name}
        accessibilityLayer={false}
      >
        <Hatches />
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="middle"
          type="number"
          domain={timeDomain as [number, number]}
          allowDataOverflow
          tickFormatter={timeText}
          tick={TICK}
          stroke="var(--line)"
          ticks={times}
          interval={0}
          height={20}
        />
        <YAxis
          width={44}
          tick={TICK}
          stroke="var(--line)"
          tickFormatter={countText}
          ticks={counts}
          domain={countDomain as [number, number]}
          interval={0}
        />
        {held && (
          <Tooltip
            isAnimationActive={false}
            itemSorter={({ name }) => STACK.indexOf(name as OutcomeName)}
            labelFormatter={(_, [pointed]) =>
              pointed &&
              `from ${formatClock((pointed.payload as PlacedBucket).at)}, ${formatDuration(bucketMs)} long (virtual time)`
            }
            formatter={(_, name, { payload }) => [
              formatCount(payload[name as OutcomeName]),
              outcomeLooks[name as OutcomeName].label,
            ]}
            contentStyle={TOOLTIP}
            itemStyle={TOOLTIP_ITEM}
          />
        )}
        {there.map((outcome) => (
          <Area
            key={outcome}
            name={outcome}
            dataKey={bands[outcome]}
            type="step"
            stroke={outcomeLooks[outcome].colour}
            strokeWidth={0}
            fill={hatchOf[outcome] ?? outcomeLooks[outcome].colour}
            fillOpacity={0.9}
            activeDot={false}
            isAnimationActive={false}
          />
        ))}
        {marks.map(({ at, number }) => (
          <ReferenceLine
            key={number}
            x={at}
            stroke="var(--text)"
            strokeDasharray="2 3"
            label={labels.get(number)}
          />
        ))}
      </AreaChart>
      {held && !isOver && (
        <p className={classes.held} role="status" data-testid="held">
          Held at {formatClock(to)} while you point
        </p>
      )}
    </div>
  );
}

export default memo(OutcomesChart);
