import classes from './legend.module.css';
import type { Look } from './outcomes';

/** A legend of colours and their words, with optional counts. */
export function Legend({
  looks,
  counts,
}: {
  readonly looks: readonly Look[];
  readonly counts?: readonly string[];
}) {
  return (
    <ul className={classes.legend}>
      {looks.map(({ label, colour, texture, meaning }, i) => (
        <li key={label} title={meaning}>
          <i style={{ backgroundColor: colour }} data-look={texture} />
          {label}
          {counts && <b> {counts[i]}</b>}
        </li>
      ))}
    </ul>
  );
}
