import { type ComponentProps, useEffect, useState } from 'react';
import classes from './live.module.css';

/** Recharts is a chunk of its own: the page is there before it. */
const fetchChart = () => import('../../ui/charts/outcomes-chart').then((module) => module.default);
type OutcomesChart = Awaited<ReturnType<typeof fetchChart>>;

let fetched: OutcomesChart | undefined;

/** Fetches the chart before there is something to draw. If it cannot be had, the panel that wants it says so. */
export async function fetchOutcomesChart(): Promise<void> {
  try {
    fetched = await fetchChart();
  } catch {
    // Tried again by who wants it.
  }
}

/**
 * The chart, as soon as it is there. Not by `lazy`: what has once shown that it waits is held back by React for up to
 * 300 ms more, also when it is there by then. Throws when the chart cannot be had.
 */
export function LaterChart(props: ComponentProps<OutcomesChart>) {
  const [state, setState] = useState<{ Chart?: OutcomesChart; failed?: unknown }>({ Chart: fetched });
  const { Chart, failed } = state;
  useEffect(() => {
    if (Chart) return;
    let wanted = true;
    fetchChart().then(
      (chart) => wanted && setState({ Chart: chart }),
      (error: unknown) => wanted && setState({ failed: error }),
    );
    return () => {
      wanted = false;
    };
  }, [Chart]);
  if (failed !== undefined) throw failed;
  return Chart ? <Chart {...props} /> : <p className={classes.empty}>Drawing…</p>;
}
