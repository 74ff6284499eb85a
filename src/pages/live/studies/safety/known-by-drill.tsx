import type { DrillReport } from '../../../../engine/contract/engine';
import parts from '../../../parts/parts.module.css';
import { virtualSeconds } from './drill-phase';
import { StartDrill } from './start-drill';

/** Starts the drill that this rule needs as evidence, or shows when the running one ends. */
export function KnownByDrill({ drills }: { readonly drills: readonly DrillReport[] }) {
  const underWay = drills.find(({ last }) => last?.phase === 'under way');
  const drill = underWay ?? drills.find(({ unavailable }) => unavailable === undefined);
  if (!drill) return null;
  return (
    <p className={parts.tools}>
      <StartDrill drill={drill} disabled={underWay !== undefined} text="Run a drill" />
      <span className={parts.hint}>
        {underWay?.last
          ? `Known in ${virtualSeconds(underWay.last.leftMs)}, when the drill is over.`
          : `Known after a drill, such as “${drill.label}”: ${virtualSeconds(drill.lastsMs)}.`}
      </span>
    </p>
  );
}
