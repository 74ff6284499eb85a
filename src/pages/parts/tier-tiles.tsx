import type { TierFigures } from '../../engine/contract/engine';
import { StatTile } from '../../ui/stat-tile';
import classes from './parts.module.css';
import { type TierFigure, tierFigures } from './tier';

/** The figures of a tier as tiles: three large ones, then the others. */
export function TierTiles({
  figures,
  more = [],
}: {
  readonly figures: TierFigures;
  readonly more?: readonly TierFigure[];
}) {
  const all = [...tierFigures(figures), ...more];
  return (
    <>
      <div className={classes.large}>
        {all
          .filter(({ large }) => large)
          .map((figure) => (
            <StatTile key={figure.figure} {...figure} />
          ))}
      </div>
      <div className={classes.tiles}>
        {all
          .filter(({ large }) => !large)
          .map((figure) => (
            <StatTile key={figure.figure} {...figure} />
          ))}
      </div>
    </>
  );
}
