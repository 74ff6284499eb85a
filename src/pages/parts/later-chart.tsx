import { lazyPart } from '../../ui/lazy-part';
import classes from './parts.module.css';

/** The chart of outcomes. Recharts is a chunk of its own, so the page is drawn before it loads. */
export const LaterChart = lazyPart(() => import('../../ui/charts/outcomes-chart'), {
  what: 'The chart',
  waiting: <p className={classes.empty}>Drawing…</p>,
});
