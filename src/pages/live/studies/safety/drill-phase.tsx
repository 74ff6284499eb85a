import type { VirtualMs } from '../../../../base/units';
import type { DrillReport } from '../../../../engine/contract/engine';
import classes from './safety.module.css';

/** Virtual time in whole seconds, the one that has begun included: it is read while it runs down. */
export const virtualSeconds = (ms: VirtualMs): string => `${Math.ceil(ms / 1_000)} virtual s`;

/** In which phase a drill is, how far that is and what is left of it; nothing when it is over. */
export function DrillPhase({ drill: { label, lastsMs, last } }: { readonly drill: DrillReport }) {
  if (!last || last.phase === 'over') return null;
  const { phase, leftMs } = last;
  const what = phase === 'under way' ? 'drill' : 'recovery after the drill';
  return (
    <p className={classes.phase}>
      <b data-testid="phase">{phase}</b>
      <progress aria-label={`Progress of the ${what}: ${label}`} value={lastsMs - leftMs} max={lastsMs} />
      <span>
        <span data-figure="left" data-value={leftMs}>
          {virtualSeconds(leftMs)} left
        </span>
        {phase === 'under way' && `, then ${virtualSeconds(lastsMs)} recovering`}
      </span>
    </p>
  );
}
