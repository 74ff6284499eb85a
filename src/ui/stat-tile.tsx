import type { GlossaryId, Meaning } from './glossary';
import { Explained, Help } from './help';
import classes from './stat-tile.module.css';

/** The figure's glossary id, or its label with an explanation. */
type Figure =
  | { readonly figure: GlossaryId; readonly meaning?: undefined }
  | { readonly figure: string; readonly meaning: Meaning };

type StatTileProps = Figure & {
  /** The formatted value. */
  readonly value: string;
  /** The unformatted value, for tests. */
  readonly raw: number | undefined;
  readonly note?: string;
  /** What the figure was before it moved, shown in place of the note: nothing else changes its place. */
  readonly was?: string | undefined;
  /** Used share of the bound, 0 to 1, drawn as a bar below. Left out without a bound. */
  readonly filled?: number;
  readonly tone?: string;
  readonly large?: boolean;
};

/** A figure with its name and explanation. */
export function StatTile({ value, raw, note, was, filled, tone, large, ...named }: StatTileProps) {
  return (
    <div className={classes.tile} data-large={large || undefined} data-kept-clear>
      <div className={classes.label}>
        {tone && <i className={classes.dot} style={{ background: tone }} />}
        {named.meaning ? <Explained {...named.meaning} /> : <Help id={named.figure} />}
      </div>
      <div className={classes.value} data-figure={named.figure} data-value={raw ?? ''}>
        {value}
      </div>
      {note && (
        <div className={classes.note} data-was={was && ''}>
          {was ?? note}
        </div>
      )}
      {filled !== undefined && (
        <div className={classes.bar} aria-hidden="true">
          <div style={{ width: `${Math.min(100, 100 * filled)}%` }} />
        </div>
      )}
    </div>
  );
}
