import parts from '../../parts/parts.module.css';
import { useReport } from '../../session/use-report';
import { Drills } from './safety/drills';
import { EngineBooks } from './safety/engine-books';
import { EngineHeap } from './safety/engine-heap';
import { Rules } from './safety/rules';
import classes from './safety/safety.module.css';
import study from './study.module.css';

/** The five rules of safe caching, each with its evidence, and drills that show how the cache handles faults. */
export default function Safety() {
  const report = useReport('probes');
  if (!report) return <p className={parts.empty}>Asking the engine…</p>;
  const { rules, drills, books } = report;
  return (
    <div className={`${study.halves} ${classes.study}`}>
      <div>
        <Rules rules={rules} drills={drills} />
        <EngineHeap />
        <EngineBooks books={books} />
      </div>
      <Drills drills={drills} />
    </div>
  );
}
