import type { DrillRecord, DrillReport, Stretch } from '../../../../engine/contract/engine';
import { formatClock, formatMs, formatShare } from '../../../../ui/format';
import parts from '../../../parts/parts.module.css';
import { Scroll } from '../../../parts/scroll';
import { TermHeads } from '../../../parts/term-heads';
import study from '../study.module.css';
import { DrillPhase, virtualSeconds } from './drill-phase';
import { StartDrill } from './start-drill';

/** Drills: temporary faults, with the share of requests answered during each. */
export function Drills({ drills }: { readonly drills: readonly DrillReport[] }) {
  const underWay = drills.some(({ last }) => last?.phase === 'under way');
  return (
    <ul className={study.plain} aria-label="Drills">
      {drills.map((drill) => (
        <li key={drill.name} data-drill={drill.name}>
          <Drill drill={drill} held={underWay} />
        </li>
      ))}
    </ul>
  );
}

function Drill({ drill, held }: { readonly drill: DrillReport; readonly held: boolean }) {
  const { label, help, lastsMs, unavailable, last } = drill;
  const lasts = virtualSeconds(lastsMs);
  return (
    <>
      <p className={parts.tools}>
        <b>{label}</b>
        <StartDrill drill={drill} disabled={held} text="Start the drill" />
      </p>
      <p className={parts.hint}>{unavailable ?? `${help} Takes ${lasts}, and its recovery as long.`}</p>
      <DrillPhase drill={drill} />
      {last && <Record record={last} />}
    </>
  );
}

function Record({ record: { from, before, during, after } }: { readonly record: DrillRecord }) {
  const rows = [
    ['before', before],
    ['during', during],
    ['after', after],
  ] as const;
  return (
    <Scroll label="Requests answered">
      <table className={parts.table}>
        <caption className={parts.hint}>From {formatClock(from)}</caption>
        <TermHeads
          first="when"
          ids={['drill-answered', 'drill-degraded', 'drill-age', 'drill-oldest', 'drill-wait']}
        />
        <tbody>
          {rows.map(([when, stretch]) => (
            <Row key={when} when={when} stretch={stretch} />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Row({ when, stretch }: { readonly when: string; readonly stretch: Stretch }) {
  const { ended, answered, degraded, meanAgeMs, oldestMs, meanWaitMs } = stretch;
  return (
    <tr data-when={when}>
      <th scope="row">{when}</th>
      <td data-figure="answered" data-value={ended > 0 ? answered / ended : undefined}>
        {formatShare(answered, ended)}
      </td>
      <td data-figure="degraded" data-value={ended > 0 ? degraded / ended : undefined}>
        {formatShare(degraded, ended)}
      </td>
      <td data-figure="age" data-value={meanAgeMs}>
        {formatMs(meanAgeMs)}
      </td>
      <td data-figure="oldest" data-value={oldestMs}>
        {formatMs(oldestMs)}
      </td>
      <td>{formatMs(meanWaitMs)}</td>
    </tr>
  );
}
