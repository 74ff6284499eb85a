import { formatBytes } from '../../../ui/format';
import { useReport } from '../../use-report';
import live from '../live.module.css';
import { Drills } from './safety/drills';
import { Rules } from './safety/rules';
import classes from './safety/safety.module.css';
import { Term } from './term';

/** The five rules of safe caching, each with its evidence; and drills to see what a cache is good for in need. */
export default function Safety() {
  const report = useReport('probes');
  if (!report) return <p className={live.empty}>Asking the engine…</p>;
  const { rules, drills, heapBytes } = report;
  return (
    <div className={classes.study}>
      <div>
        <Rules rules={rules} />
        <p className={live.hint}>
          <Term id="engine-heap" />:{' '}
          {heapBytes === undefined ? 'this browser does not tell' : formatBytes(heapBytes)}.
        </p>
      </div>
      <Drills drills={drills} />
    </div>
  );
}
