import { memo, useMemo, useState } from 'react';
import { Area, AreaChart, CartesianGrid, ReferenceLine, Tooltip, XAxis, YAxis } from 'recharts';
import { formatDuration } from '../../base/units';
import { formatClock, formatCount, formatShort } from '../format';
import { type OutcomeName, outcomeLooks } from '../outcomes';
import { type OutcomeBucket, type PlacedBucket, placed } from './buckets';
import classes from './outcomes-chart.module.css';
import { countTicks, timeTicks } from './ticks';

export interface ChartMark {
  readonly at: number;
  readonly text: string;
}

interface OutcomesChartProps {
  readonly buckets: readonly OutcomeBucket[];
  readonly bucketMs: number;
  readonly marks: readonly ChartMark[];
  readonly name: string;
  /** Both columns show the same span of time. */
  readonly domain: readonly [number, number];
}

/** From the ground up: what is good, what is doubtful, what is bad, what had to be made. */
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
/** Textures for what is doubtful or bad, so that the chart can be read without colours. */
const FILL: Partial<Record<OutcomeName, string>> = {
  stale: 'url(#hatch-stale)',
  unchecked: 'url(#hatch-unchecked)',
  wrong: 'url(#hatch-wrong)',
  degraded: 'url(#hatch-degraded)',
};

// What never changes is made once: the chart takes a new object for a change, and tells all of its parts.
const FULL = { width: '100%', height: '100%' };
const MARGIN = { top: 6, right: 18, bottom: 0, left: 0 };
const TICK = { fontSize: 11, fill: 'var(--quiet)' };
const MARK = { value: '▾', position: 'insideTop', fontSize: 10, fill: 'var(--text)' } as const;
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
 * From where to where an outcome's area reaches over a bucket. Stacked here, not by Recharts: there areas are stacked in
 * the order in which they came, so that a chart with one more outcome would have to begin anew.
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

/** Requests by outcome over virtual time, stacked. It holds still while somebody points at it. */
function OutcomesChart({ buckets, bucketMs, marks, name, domain }: OutcomesChartProps) {
  const [frozen, setFrozen] = useState<{
    buckets: readonly OutcomeBucket[];
    domain: readonly [number, number];
  }>();
  const shown = frozen ?? { buckets, domain };
  const most = Math.max(...shown.buckets.map(total));
  const top = countTicks(most, 4).at(-1) as number;
  const [counts, countDomain] = useMemo(() => [countTicks(top, 4), [0, top]] as const, [top]);
  const points = useMemo(() => placed(shown.buckets, bucketMs), [shown.buckets, bucketMs]);
  const [from, to] = shown.domain;
  const [times, timeDomain] = useMemo(() => [timeTicks(from, to, 5), [from, to]] as const, [from, to]);
  // Each area costs as much whether it is seen or not.
  const there = STACK.filter((name) => shown.buckets.some((bucket) => bucket[name] > 0));
  return (
    <div
      className={classes.chart}
      onPointerEnter={() => setFrozen({ buckets, domain })}
      onPointerLeave={() => setFrozen(undefined)}
    >
      <AreaChart
        responsive
        style={FULL}
        data={points}
        margin={MARGIN}
        title={name}
        accessibilityLayer={false}
      >
        <defs>
          <pattern
            id="hatch-stale"
            width="6"
            height="6"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width="6" height="6" fill={outcomeLooks.stale.colour} />
            <rect width="2" height="6" fill="var(--panel)" opacity="0.55" />
          </pattern>
          <pattern id="hatch-unchecked" width="4" height="4" patternUnits="userSpaceOnUse">
            <rect width="4" height="4" fill={outcomeLooks.unchecked.colour} />
            <rect width="1" height="4" fill="var(--quiet)" opacity="0.7" />
          </pattern>
          <pattern id="hatch-degraded" width="5" height="5" patternUnits="userSpaceOnUse">
            <rect width="5" height="5" fill={outcomeLooks.degraded.colour} />
            <circle cx="2.5" cy="2.5" r="1" fill="var(--panel)" opacity="0.8" />
          </pattern>
          <pattern id="hatch-wrong" width="6" height="6" patternUnits="userSpaceOnUse">
            <rect width="6" height="6" fill={outcomeLooks.wrong.colour} />
            <path d="M0 0L6 6M6 0L0 6" stroke="var(--panel)" strokeWidth="1" opacity="0.6" />
          </pattern>
        </defs>
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
        {frozen && (
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
            fill={FILL[outcome] ?? outcomeLooks[outcome].colour}
            fillOpacity={0.9}
            activeDot={false}
            isAnimationActive={false}
          />
        ))}
        {marks.map(({ at, text }, i) => (
          <ReferenceLine
            // biome-ignore lint/suspicious/noArrayIndexKey: two changes may come at one time with one text
            key={`${at} ${text} ${i}`}
            x={at}
            stroke="var(--text)"
            strokeDasharray="2 3"
            label={MARK}
          />
        ))}
      </AreaChart>
    </div>
  );
}

export default memo(OutcomesChart);
