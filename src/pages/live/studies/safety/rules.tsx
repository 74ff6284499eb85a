import type { DrillReport, RuleReport } from '../../../../engine/contract/engine';
import { formatCount, formatCounted } from '../../../../ui/format';
import { ruleLooks } from '../../rule-looks';
import study from '../study.module.css';
import { EvidenceList } from './evidence-list';
import { KnownByDrill } from './known-by-drill';
import classes from './safety.module.css';
import { Violations } from './violations';

interface RulesProps {
  readonly rules: readonly RuleReport[];
  readonly drills: readonly DrillReport[];
}

/** Each rule with its demand and its state; when opened, its evidence. */
export function Rules({ rules, drills }: RulesProps) {
  return (
    <ul className={study.plain} aria-label="The five rules">
      {rules.map((rule) => (
        <li key={rule.name} className={classes.rule}>
          <Rule rule={rule} />
          {rule.name === 'failure-tolerant' && rule.state === 'not yet known' && (
            <KnownByDrill drills={drills} />
          )}
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
  const { sign, says } = ruleLooks[state];
  return (
    <details data-rule={name} data-state={state}>
      <summary>
        <span className={classes.state}>
          <span aria-hidden="true">{sign}</span> {says}
        </span>
        <b>{name}</b>
        <span className={classes.counts}>
          {formatCounted(checks, 'check')}, {formatCount(violations)} broken
        </span>
        <span className={classes.demand}>{rule}</span>
      </summary>
      <EvidenceList evidence={evidence} />
      <Violations violations={last} />
    </details>
  );
}
