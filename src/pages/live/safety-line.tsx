import type { RuleName, RuleState } from '../../engine/contract/engine';
import parts from '../parts/parts.module.css';
import { useSession } from '../session/session-context';
import classes from './live.module.css';
import { ruleLooks } from './rule-looks';

/** The current state of each of the five rules of safe caching; the button opens the evidence. */
export function SafetyLine({ onOpen }: { onOpen(): void }) {
  const rules = useSession().use((state) => state.chart?.rules);
  if (!rules) return null;
  return (
    <p className={classes.rules} data-testid="safety-line">
      <button type="button" onClick={onOpen}>
        Rules
      </button>
      {rules.map(({ name, state }) => (
        <Rule key={name} name={name} state={state} />
      ))}
    </p>
  );
}

function Rule({ name, state }: { readonly name: RuleName; readonly state: RuleState }) {
  const { sign, says } = ruleLooks[state];
  return (
    <span data-rule={name} data-state={state} className={state === 'failing' ? parts.warning : undefined}>
      {sign} {name}
      {state !== 'passing' && `: ${says}`}
    </span>
  );
}
