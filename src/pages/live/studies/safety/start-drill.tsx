import type { DrillReport } from '../../../../engine/contract/engine';
import { useSession } from '../../../session/session-context';

interface StartDrillProps {
  readonly drill: DrillReport;
  readonly disabled: boolean;
  /** The label of the button. */
  readonly text: string;
}

/** Starts a drill; renders nothing when the drill cannot be started. */
export function StartDrill({ drill: { name, label }, disabled, text }: StartDrillProps) {
  const { apply } = useSession();
  if (name === 'shared-tier-gone') return null;
  return (
    <button
      type="button"
      aria-label={`${text}: ${label}`}
      disabled={disabled}
      onClick={() => void apply({ kind: 'drill', drill: name })}
    >
      {text}
    </button>
  );
}
