import type { Mark } from '../../engine/contract/engine';
import { formatClock, formatCounted } from '../../ui/format';
import classes from './parts.module.css';

type NumberedMark = Pick<Mark, 'at' | 'text'> & { readonly number: number };

/** So many of the last ones are in view; the earlier ones are unfolded. */
const IN_VIEW = 4;

/** What was changed in the time of the chart, by the numbers of the chart's marks: whole sentences, on as many lines as they take. */
export function MarkList({ marks }: { readonly marks: readonly NumberedMark[] }) {
  if (marks.length === 0) return null;
  const earlier = marks.slice(0, -IN_VIEW);
  return (
    <div className={classes.marks} data-figure="marks" data-value={marks.length}>
      {earlier.length > 0 && (
        <details>
          <summary>{formatCounted(earlier.length, 'earlier change')}</summary>
          <Lines marks={earlier} />
        </details>
      )}
      <Lines marks={marks.slice(-IN_VIEW)} />
    </div>
  );
}

function Lines({ marks }: { readonly marks: readonly NumberedMark[] }) {
  return (
    <ol>
      {marks.map(({ at, text, number }) => (
        <li key={number} value={number}>
          <b>{number}</b> {formatClock(at)} {text}
        </li>
      ))}
    </ol>
  );
}
