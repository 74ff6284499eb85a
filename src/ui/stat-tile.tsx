import type { GlossaryId, Meaning } from './glossary';
import { Explained, Help } from './help';
import classes from './stat-tile.module.css';

/** A figure by its name in the glossary, or with what it means. */
type Figure =
  | { readonly figure: GlossaryId; readonly meaning?: undefined }
  | { readonly figure: string; readonly meaning: Meaning };

type StatTileProps = Figure & {
  /** As people read it. */
  readonly value: string;
  /** As a test reads it. */
  readonly raw: number | undefined;
  readonly note?: string;
  /** Held and bound: drawn as a quiet bar below. Left out without a bound. */
  readonly filled?: number;
  readonly tone?: string;
  readonly large?: boolean;
};

/** One figure with its name, which explains itself. */
export function StatTile({ value, raw, note, filled, tone, large, ...named }: StatTileProps) {
  return (
    <div className={classes.tile} data-large={large || undefined} data-kept-clear>
      <div className={classes.label}>
        {tone && <i className={classes.dot} style={{ background: tone }} />}
        {named.meaning ? <Explained {...named.meaning} /> : <Help id={named.figure} />}
      </div>
      <div className={classes.value} data-figure={named.figure} data-value={raw ?? ''}>
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
