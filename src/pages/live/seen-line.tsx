import { useSession } from '../session/session-context';
import classes from './seen-line.module.css';
import { studies } from './studies';
import { whatIsSeen } from './what-is-seen';

/** Says in a sentence what is being seen now; the button opens the study that shows more. */
export function SeenLine() {
  const session = useSession();
  const chart = session.use((state) => state.chart);
  const lines = session.use((state) => state.changes.lines);
  if (!chart) return null;
  const { text, study } = whatIsSeen(chart, lines);
  const title = studies.find(({ id }) => id === study)?.title;
  const open = () => {
    session.openStudy(study);
    document.getElementById('studies')?.scrollIntoView({ block: 'center' });
  };
  return (
    <p className={classes.seen} data-testid="seen">
      <span>{text}</span>
      {title && (
        <button type="button" onClick={open}>
          {title} ↓
        </button>
      )}
    </p>
  );
}
