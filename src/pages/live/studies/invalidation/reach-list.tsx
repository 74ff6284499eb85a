import { type CountedEdge, reachText, titleOf } from './edges';
import classes from './invalidation.module.css';

/** The graph as a list, for narrow columns: a row per dependency. */
export function ReachList({ edges }: { readonly edges: readonly CountedEdge[] }) {
  return (
    <ul className={classes.list} aria-label="What depends on what" data-testid="reach-list">
      {edges.map(({ edge: { from, to }, count, lit }) => (
        <li key={`${from} ${to}`} data-lit={lit}>
          <span>
            {titleOf(from)} <span aria-hidden="true">→</span>
            <span className="visually-hidden">to</span> {titleOf(to)}
          </span>
          <span>{reachText(count)}</span>
        </li>
      ))}
    </ul>
  );
}
