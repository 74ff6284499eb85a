import { useState } from 'react';
import parts from '../../parts/parts.module.css';
import { useSession } from '../../session/session-context';
import { useReport } from '../../session/use-report';
import { HarmsNow } from './naive/harms-now';
import { HiddenAnswers } from './naive/hidden-answers';
import classes from './naive/naive.module.css';
import { OneWay } from './naive/one-way';
import { WayList } from './naive/way-list';

/** Common naive ways to memoize. Each can be tried in this run, with its effect, and cured. */
export default function Naive() {
  const session = useSession();
  const ways = session.use((state) => state.catalogue?.naive) ?? [];
  const report = useReport('naive');
  const [chosen, setChosen] = useState<string>();
  const shown = chosen ?? report?.atWork;
  const way = ways.find(({ name }) => name === shown) ?? ways[0];
  if (!report || !way) return <p className={parts.empty}>Asking the engine…</p>;
  return (
    <>
      <HarmsNow report={report} />
      <div className={classes.parts}>
        <WayList ways={ways} report={report} shown={way.name} onChoose={setChosen} />
        <OneWay way={way} trial={report.tried[way.name]} isAtWork={report.atWork === way.name} />
      </div>
      <HiddenAnswers answers={report.lastHidden} />
    </>
  );
}
