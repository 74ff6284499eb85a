import type { TierFigures } from '../../engine/contract/engine';
import { StatTile } from '../../ui/stat-tile';
import { movedSince } from './moved';
import classes from './parts.module.css';
import { type TierFigure, tierFigures } from './tier';

/** The figures of a tier as tiles: three large ones, then the others. */
export function TierTiles({
  figures,
  before,
  more = [],
}: {
  readonly figures: TierFigures;
  /** The figures to compare with: a large tile that has moved since says what it was. The others keep their bounds. */
  readonly before?: TierFigures | undefined;
  readonly more?: readonly TierFigure[];
}) {
  const own = tierFigures(figures);
  const moved = movedSince(before ? tierFigures(before) : [], own);
  const all = [...own, ...more];
  return (
    <>
      <div className={classes.large}>
        {all
          .filter(({ large }) => large)
          .map((figure) => (
            <StatTile key={figure.figure} {...figure} was={moved.get(figure.figure)} />
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
