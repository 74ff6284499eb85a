import type { Mark } from '../../engine/contract/engine';
import { formatClock, formatCounted } from '../../ui/format';
import classes from './parts.module.css';

type NumberedMark = Pick<Mark, 'at' | 'text'> & { readonly number: number };

/** The number of latest changes that are always visible; earlier ones can be expanded. */
const IN_VIEW = 4;

/** The changes within the time span of the chart, numbered like the chart's marks, with their full text. */
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
