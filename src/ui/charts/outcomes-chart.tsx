import { useState } from 'react';
import { Area, AreaChart, CartesianGrid, ReferenceLine, Tooltip, XAxis, YAxis } from 'recharts';
import { formatDuration } from '../../base/units';
import { formatCount, formatShort } from '../format';
import { type OutcomeName, outcomeLooks, outcomeNames } from '../outcomes';
import classes from './outcomes-chart.module.css';

/** A bucket of the series: its start, in virtual milliseconds, and a count by outcome. */
export type OutcomeBucket = { readonly at: number } & Readonly<Record<OutcomeName, number>>;
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
const STACK: readonly OutcomeName[] = ['fresh', 'stale', 'wrong', 'coalesced', 'miss', 'error'];
/** Stale is hatched, wrong is crossed: the chart can be read without colours. */
const FILL: Partial<Record<OutcomeName, string>> = { stale: 'url(#hatch-stale)', wrong: 'url(#hatch-wrong)' };

/** Requests by outcome over virtual time, stacked. It holds still while somebody points at it. */
export default function OutcomesChart({ buckets, bucketMs, marks, name, domain }: OutcomesChartProps) {
  const [frozen, setFrozen] = useState<{
    buckets: readonly OutcomeBucket[];
    domain: readonly [number, number];
  }>();
  const shown = frozen ?? { buckets, domain };
  return (
    <div
      className={classes.chart}
      onPointerEnter={() => setFrozen({ buckets, domain })}
      onPointerLeave={() => setFrozen(undefined)}
    >
      <AreaChart
        responsive
        style={{ width: '100%', height: '100%' }}
        data={shown.buckets as OutcomeBucket[]}
        margin={{ top: 6, right: 8, bottom: 0, left: 0 }}
        title={name}
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
          <pattern id="hatch-wrong" width="6" height="6" patternUnits="userSpaceOnUse">
            <rect width="6" height="6" fill={outcomeLooks.wrong.colour} />
            <path d="M0 0L6 6M6 0L0 6" stroke="var(--panel)" strokeWidth="1" opacity="0.6" />
          </pattern>
        </defs>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="at"
          type="number"
          domain={[shown.domain[0], shown.domain[1]]}
          allowDataOverflow
          tickFormatter={(at: number) => formatDuration(at)}
          tick={{ fontSize: 11, fill: 'var(--quiet)' }}
          stroke="var(--line)"
          minTickGap={48}
          height={20}
        />
        <YAxis
          width={44}
          tick={{ fontSize: 11, fill: 'var(--quiet)' }}
          stroke="var(--line)"
          tickFormatter={(n: number) => formatShort(n)}
          allowDecimals={false}
        />
        <Tooltip
          isAnimationActive={false}
          labelFormatter={(at) =>
            `from ${formatDuration(Number(at))}, ${formatDuration(bucketMs)} long (virtual time)`
          }
          formatter={(n, key) => [formatCount(Number(n)), outcomeLooks[key as OutcomeName]?.label ?? key]}
          contentStyle={{
            background: 'var(--panel)',
            border: '1px solid var(--line)',
            fontSize: 12,
            padding: '4px 8px',
          }}
          itemStyle={{ color: 'var(--text)', padding: 0 }}
        />
        {STACK.map((outcome) => (
          <Area
            key={outcome}
            dataKey={outcome}
            stackId="requests"
            type="step"
            stroke={outcomeLooks[outcome].colour}
            strokeWidth={0}
            fill={FILL[outcome] ?? outcomeLooks[outcome].colour}
            fillOpacity={0.9}
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
            label={{ value: '▾', position: 'insideTop', fontSize: 10, fill: 'var(--text)' }}
          />
        ))}
      </AreaChart>
    </div>
  );
}

/** The chart's colours, patterns and words; also the frame's caption. */
export const legend = outcomeNames.map((name) => outcomeLooks[name]);
