import { memo, useMemo } from 'react';
import { Area, AreaChart, CartesianGrid, Tooltip, XAxis, YAxis } from 'recharts';
import { formatDuration } from '../../base/units';
import { formatCount, formatShort } from '../format';
import classes from './outcomes-chart.module.css';
import { countTicks } from './ticks';

/** Answers in one range of ages, virtual milliseconds. */
export interface AgeBin {
  readonly from: number;
  readonly to: number;
  readonly answers: number;
}

const FULL = { width: '100%', height: '100%' };
const MARGIN = { top: 6, right: 18, bottom: 14, left: 0 };
const TICK = { fontSize: 11, fill: 'var(--quiet)' };
const X_LABEL = {
  value: 'staleness age, virtual time',
  position: 'insideBottom',
  offset: -10,
  ...TICK,
} as const;
const TOOLTIP = {
  background: 'var(--panel)',
  border: '1px solid var(--line)',
  fontSize: 12,
  padding: '4px 8px',
};
const ageText = (ms: number): string => formatDuration(ms);

/**
 * A histogram of the age of stale and wrong answers, as steps; each range is twice as wide as the one before. Steps
 * need no code beyond that of the other charts; bars would.
 */
function AgesChart({
  name,
  bins,
  colour,
}: {
  readonly name: string;
  readonly bins: readonly AgeBin[];
  readonly colour: string;
}) {
  const most = Math.max(...bins.map(({ answers }) => answers));
  const top = countTicks(most, 4).at(-1) as number;
  const counts = useMemo(() => countTicks(top, 4), [top]);
  const steps = useMemo(() => withEnds(bins), [bins]);
  const domain = useMemo(() => [0, top] as [number, number], [top]);
  return (
    <div className={classes.chart}>
      <AreaChart responsive style={FULL} data={steps} margin={MARGIN} title={name} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="from"
          tickFormatter={ageText}
          tick={TICK}
          stroke="var(--line)"
          height={30}
          label={X_LABEL}
        />
        <YAxis
          width={44}
          tick={TICK}
          stroke="var(--line)"
          tickFormatter={formatShort}
          ticks={counts}
          domain={domain}
          interval={0}
        />
        <Tooltip
          isAnimationActive={false}
          labelFormatter={(from) => `from ${ageText(Number(from))} to ${ageText(2 * Number(from))}`}
          formatter={(n) => [formatCount(Number(n)), 'answers']}
          contentStyle={TOOLTIP}
        />
        <Area
          dataKey="answers"
          type="step"
          stroke={colour}
          strokeWidth={1}
          fill={colour}
          fillOpacity={0.9}
          activeDot={false}
          isAnimationActive={false}
        />
      </AreaChart>
    </div>
  );
}

/** Adds an empty range on either side, so that a single range is drawn as a step too. */
function withEnds(bins: readonly AgeBin[]): AgeBin[] {
  const first = bins[0];
  const last = bins.at(-1);
  if (!first || !last) return [];
  return [
    { from: first.from / 2, to: first.from, answers: 0 },
    ...bins,
    { from: last.to, to: 2 * last.to, answers: 0 },
  ];
}

export default memo(AgesChart);
