import type { RuleReport, RuleState } from '../../../../engine/protocol';
import { formatCount } from '../../../../ui/format';
import { EvidenceList } from './evidence-list';
import classes from './safety.module.css';
import { Violations } from './violations';

const looks: Readonly<Record<RuleState, { readonly sign: string; readonly says: string }>> = {
  passing: { sign: '✓', says: 'holds' },
  failing: { sign: '✗', says: 'is broken' },
  'not yet known': { sign: '·', says: 'not yet known' },
};

/** Each rule with its state; opened, what that is known from. */
export function Rules({ rules }: { readonly rules: readonly RuleReport[] }) {
  return (
    <ul className={classes.rules} aria-label="The five rules">
      {rules.map((rule) => (
        <li key={rule.name}>
          <Rule rule={rule} />
        </li>
      ))}
    </ul>
  );
}

function Rule({
  rule: { name, rule, state, checks, violations, evidence, last },
}: {
  readonly rule: RuleReport;
}) {
  const { sign, says } = looks[state];
  return (
    <details className={classes.rule} data-rule={name} data-state={state}>
      <summary>
        <span className={classes.state}>
          <span aria-hidden="true">{sign}</span> {says}
        </span>
        <b>{name}</b>
        <span className={classes.counts}>
          {formatCount(checks)} checks, {formatCount(violations)} broken
        </span>
      </summary>
      <p>{rule}</p>
      <EvidenceList evidence={evidence} />
      <Violations violations={last} />
    </details>
  );
}
