import type { GlossaryId } from './glossary';
import { Help } from './help';
import classes from './stat-tile.module.css';

interface StatTileProps {
  readonly figure: GlossaryId;
  /** As people read it. */
  readonly value: string;
  /** As a test reads it. */
  readonly raw: number | undefined;
  readonly note?: string;
  /** Held and bound: drawn as a quiet bar below. Left out without a bound. */
  readonly filled?: number;
  readonly tone?: string;
  readonly large?: boolean;
}

/** One figure with its name, which explains itself. */
export function StatTile({ figure, value, raw, note, filled, tone, large }: StatTileProps) {
  return (
    <div className={classes.tile} data-large={large || undefined}>
      <div className={classes.label}>
        {tone && <i className={classes.dot} style={{ background: tone }} />}
        <Help id={figure} />
      </div>
      <div className={classes.value} data-figure={figure} data-value={raw ?? ''}>
        {value}
      </div>
      {note && <div className={classes.note}>{note}</div>}
      {filled !== undefined && (
        <div className={classes.bar} aria-hidden="true">
          <div style={{ width: `${Math.min(100, 100 * filled)}%` }} />
        </div>
      )}
    </div>
  );
}
