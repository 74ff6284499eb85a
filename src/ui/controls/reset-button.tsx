import classes from './controls.module.css';

interface ResetButtonProps {
  readonly label: string;
  /** The default, as it is written. */
  readonly to: string;
  onReset(): void;
}

/** Restores the default of a control. Shown while the value differs from it, so it is also the mark of a change. */
export function ResetButton({ label, to, onReset }: ResetButtonProps) {
  return (
    <button
      type="button"
      className={classes.reset}
      title={`Back to ${to}`}
      aria-label={`${label}: back to ${to}`}
      onClick={onReset}
    >
      ↺
    </button>
  );
}
