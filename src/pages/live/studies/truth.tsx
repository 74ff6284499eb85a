import { formatCount, formatShare } from '../../../ui/format';
import { outcomeLooks } from '../../../ui/outcomes';
import { useReport } from '../../use-report';
import classes from '../live.module.css';
import type { Study } from './study';

export const truth: Study = {
  id: 'truth',
  title: 'Truth',
  asks: 'How many of the answers were true, and how late were the others?',
  View: Truth,
};

function Truth() {
  const report = useReport('truth');
  if (!report) return <p className={classes.empty}>Asking the engine…</p>;
  return (
    <table className={classes.table} data-testid="truth">
      <thead>
        <tr>
          <th scope="col">cache</th>
          <th scope="col">{outcomeLooks.fresh.label}</th>
          <th scope="col">{outcomeLooks.stale.label}</th>
          <th scope="col">{outcomeLooks.wrong.label}</th>
          <th scope="col">true answers</th>
        </tr>
      </thead>
      <tbody>
        {report.caches.map(({ cache, fresh, stale, wrong }) => (
          <tr key={cache}>
            <th scope="row">{cache}</th>
            <td>{formatCount(fresh)}</td>
            <td>{formatCount(stale)}</td>
            <td>{formatCount(wrong)}</td>
            <td>{formatShare(fresh + stale, fresh + stale + wrong)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
