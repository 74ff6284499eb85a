import type { Outcome } from '../../../../engine/contract/engine';
import { outcomeLooks } from '../../../../ui/outcomes';
import classes from './requests.module.css';

/** An outcome with its reason, in words; the colour repeats the word. */
export function Status({
  outcome,
  reason,
}: {
  readonly outcome: Outcome | undefined;
  readonly reason?: string | undefined;
}) {
  if (!outcome) return <span>{reason}</span>;
  const { label, colour, meaning } = outcomeLooks[outcome];
  return (
    <span title={meaning}>
      <i className={classes.mark} style={{ backgroundColor: colour }} />
      {label}
      {reason && reason !== label && `: ${reason}`}
    </span>
  );
}
