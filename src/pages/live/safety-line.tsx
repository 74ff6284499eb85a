import type { RuleName, RuleState } from '../../engine/protocol';
import { useSession } from '../session-context';
import classes from './live.module.css';

const signs: Readonly<Record<RuleState, string>> = { passing: '✓', failing: '✗', 'not yet known': '·' };

/** Whether each of the five rules of safe caching holds at this moment; the button opens what that is known from. */
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
  return (
    <span data-rule={name} data-state={state} className={state === 'failing' ? classes.warning : undefined}>
      {signs[state]} {name}
      {state !== 'passing' && `: ${state}`}
    </span>
  );
}
