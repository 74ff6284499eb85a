import { type Misses, missReasons } from '../../engine/contract/engine';
import { formatCount, formatCounted } from '../../ui/format';
import { Help } from '../../ui/help';
import { Legend } from '../../ui/legend';
import { missLooks } from '../../ui/outcomes';
import { Panel } from '../../ui/panel';
import { ShareBar } from '../../ui/share-bar';
import parts from '../parts/parts.module.css';
import classes from './why-missed.module.css';

/** The misses of the window by reason, as a bar and in figures: it tells which setting would make fewer of them. */
export function WhyMissed({ misses }: { readonly misses: Misses }) {
  const there = missReasons.filter((reason) => misses[reason] > 0);
  const all = there.reduce((sum, reason) => sum + misses[reason], 0);
  return (
    <Panel
      id="misses"
      title={<Help id="why-missed" />}
      tools={
        <span className={parts.hint} data-testid="misses" data-value={all}>
          {formatCounted(all, 'miss', 'misses')}
        </span>
      }
    >
      <ShareBar
        name="Misses by reason"
        shares={there.map((reason) => ({ look: missLooks[reason], amount: misses[reason] }))}
      />
      <div className={classes.reasons}>
        <Legend
          looks={there.map((reason) => missLooks[reason])}
          counts={there.map((reason) => formatCount(misses[reason]))}
        />
      </div>
    </Panel>
  );
}
