import { memo, useMemo } from 'react';
import { formatMoment } from '../../base/units';
import { pageOutcomes } from '../../engine/contract/engine';
import { pageOutcomeLooks } from '../../pages/parts/page-outcome-looks';
import type { OtherFuture, RunHistory } from '../../pages/session/run-history';
import { formatCounted } from '../../ui/format';
import { Slider } from '../../ui/slider';
import { useLab } from '../lab';
import { keyStep, marksPath, STRIP_HEIGHT, STRIP_WIDTH, stripPaths } from './strip-paths';
import classes from './time-strip.module.css';

/** The whole run as a strip: what shoppers got over time, the marks of what was done, and the moment that is shown. */
export function TimeStrip() {
  const { session } = useLab();
  const { travel } = session;
  const history = session.use((state) => state.history);
  const futures = session.use((state) => state.futures);
  const scrubbed = session.use((state) => state.scrubbed);
  const now = session.use((state) => state.snapshot?.at ?? 0);
  const reached = session.use((state) => state.snapshot?.travel.head ?? 0);
  const head = Math.max(reached, history.at(-1)?.at ?? 0);
  const span = Math.max(head, ...futures.map((future) => future.head));
  const at = scrubbed ?? now;
  const place = (value: number) => (value > head - keyStep(head) ? head : value);
  return (
    <section className={classes.strip} aria-label="Time of the run" data-testid="time-strip">
      <div className={classes.plot}>
        <div className={classes.course} style={{ width: span > 0 ? `${(100 * head) / span}%` : '100%' }}>
          <Outcomes history={history} span={head} />
          <Slider
            label="Moment of the run"
            max={Math.max(1, head)}
            step={keyStep(head)}
            value={at}
            valueText={`${formatMoment(at)} of ${formatMoment(head)}`}
            disabled={head === 0}
            onSlide={(value) => travel.scrub(place(value))}
            onSettle={(value) => void travel.goTo(place(value))}
          />
        </div>
        {futures.map((future) => (
          <Future
            key={`${future.from} ${future.head} ${future.interventions.length}`}
            future={future}
            span={span}
            onChoose={() => void travel.returnTo(future)}
          />
        ))}
      </div>
      <p className={classes.caption} role="status">
        {scrubbed !== undefined
          ? `as recorded near ${formatMoment(scrubbed)}`
          : at < head
            ? `in the past of ${formatMoment(head)}`
            : ''}
      </p>
    </section>
  );
}

const Outcomes = memo(function Outcomes({
  history,
  span,
}: {
  readonly history: RunHistory;
  readonly span: number;
}) {
  const paths = useMemo(() => stripPaths(history, span), [history, span]);
  const marks = history.at(-1)?.marks ?? [];
  return (
    <svg
      className={classes.outcomes}
      viewBox={`0 0 ${STRIP_WIDTH} ${STRIP_HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {pageOutcomes.map((name) => (
        <path key={name} d={paths[name]} fill={pageOutcomeLooks[name].colour} />
      ))}
      <path className={classes.marks} d={marksPath(marks, span)} vectorEffect="non-scaling-stroke" />
    </svg>
  );
});

interface FutureProps {
  readonly future: OtherFuture;
  readonly span: number;
  onChoose(): void;
}

/** A course that was left, as a line from where it parts to its head. */
function Future({ future, span, onChoose }: FutureProps) {
  const { from, head, marks } = future;
  const later = marks.filter((mark) => mark.at > from).length;
  const steps = later > 0 ? `, with ${formatCounted(later, 'later step')}` : '';
  return (
    <button
      type="button"
      className={classes.future}
      style={{ '--from': from / span, '--to': head / span } as React.CSSProperties}
      onClick={onChoose}
    >
      Return to the course that was left at {formatMoment(from)} and came to {formatMoment(head)}
      {steps}
    </button>
  );
}
