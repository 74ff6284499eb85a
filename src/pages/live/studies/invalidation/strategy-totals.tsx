import type { StrategyReach } from '../../../../engine/contract/engine';
import { settings } from '../../../../engine/contract/settings';
import { formatClock, formatCount, formatShare, NOTHING } from '../../../../ui/format';
import { Legend } from '../../../../ui/legend';
import { reachLooks } from '../../../../ui/outcomes';
import parts from '../../../parts/parts.module.css';
import { Scroll } from '../../../parts/scroll';
import { Term } from '../../../parts/term';
import classes from './invalidation.module.css';
import { sharesOf } from './shares';

/** Compares the strategies used in this run by what their messages reached. */
export function StrategyTotals({ strategies }: { readonly strategies: readonly StrategyReach[] }) {
  return (
    <div>
      <Legend looks={Object.values(reachLooks)} />
      <Scroll label="Strategies and their reach">
        <table className={`${parts.table} ${classes.totals}`} data-testid="reach-totals">
          <thead>
            <tr>
              <th scope="col">strategy</th>
              <th scope="col">since</th>
              <th scope="col">changes</th>
              <th scope="col">lost</th>
              <th scope="col">
                <Term id="reach-reached" />
              </th>
              <th scope="col">
                <Term id="reach-needless" label="still right" />
              </th>
              <th scope="col">audited</th>
              <th scope="col">
                <Term id="reach-missed" />
              </th>
            </tr>
          </thead>
          {strategies.map((strategy, i) => (
            <Row key={strategy.strategy} strategy={strategy} isPresent={i === 0} />
          ))}
        </table>
      </Scroll>
      <p className={parts.hint}>
        Set another strategy under <b>Invalidation</b> and come back: each keeps its figures until it is set
        again.
      </p>
    </div>
  );
}

function Row({ strategy, isPresent }: { readonly strategy: StrategyReach; readonly isPresent: boolean }) {
  const { reached, missed, needless, coverage } = sharesOf(strategy);
  const about = coverage < 1 && needless !== undefined ? '≈ ' : '';
  return (
    <tbody data-strategy={strategy.strategy} data-present={isPresent}>
      <tr>
        <th scope="row">
          {labelOf(strategy.strategy)}
          {isPresent && <b> now</b>}
        </th>
        <td>{formatClock(strategy.since)}</td>
        <td data-value={strategy.changes}>{formatCount(strategy.changes)}</td>
        <td data-value={strategy.lost}>{formatCount(strategy.lost)}</td>
        <td data-value={reached}>{formatCount(reached)}</td>
        <td data-value={needless}>{needless === undefined ? NOTHING : `${about}${formatCount(needless)}`}</td>
        <td>{formatShare(strategy.judged, reached)}</td>
        <td data-value={missed}>{formatCount(missed)}</td>
      </tr>
      <tr className={classes.bars}>
        <td colSpan={8}>
          <Bar rightly={reached - (needless ?? 0)} needless={needless ?? 0} missed={missed} />
        </td>
      </tr>
    </tbody>
  );
}

/** A bar of the three counts; the row above has the figures. */
function Bar(counts: Readonly<Record<keyof typeof reachLooks, number>>) {
  const all = counts.rightly + counts.needless + counts.missed;
  return (
    <div className={classes.bar} aria-hidden="true">
      {all > 0 &&
        (Object.keys(reachLooks) as (keyof typeof reachLooks)[]).map((name) => (
          <i
            key={name}
            style={{ width: `${(100 * counts[name]) / all}%`, background: reachLooks[name].colour }}
          >
            {counts[name] / all > 0.05 && reachLooks[name].letter}
          </i>
        ))}
    </div>
  );
}

/** Returns the label that the control uses for a strategy. */
export function labelOf(name: StrategyReach['strategy']): string {
  const { control } = settings.invalidation;
  const options = control.kind === 'choice' ? control.options : [];
  return options.find(({ value }) => value === name)?.label ?? name;
}
