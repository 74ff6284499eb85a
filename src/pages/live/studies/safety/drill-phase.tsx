import type { VirtualMs } from '../../../../base/units';
import type { DrillReport } from '../../../../engine/contract/engine';
import classes from './safety.module.css';

/** Formats virtual time in whole seconds, rounded up, since it is shown as a countdown. */
export const virtualSeconds = (ms: VirtualMs): string => `${Math.ceil(ms / 1_000)} virtual s`;

/** The current phase of a drill with its progress and remaining time; renders nothing after the end. */
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
