import { lazyPart } from '../../ui/lazy-part';
import classes from './parts.module.css';

/** The chart of outcomes. Recharts is a chunk of its own: the page is there before it. */
export const LaterChart = lazyPart(() => import('../../ui/charts/outcomes-chart'), {
  what: 'The chart',
  waiting: <p className={classes.empty}>Drawing…</p>,
});
