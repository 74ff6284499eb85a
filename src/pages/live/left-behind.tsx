import { settingText } from '../../engine/contract/settings';
import parts from '../parts/parts.module.css';
import { stillLent } from '../session/lent-settings';
import { useSession } from '../session/session-context';
import classes from './live.module.css';

/** Says which settings a study has changed and left so, and offers to put them back; nothing where there are none. */
export function LeftBehind() {
  const session = useSession();
  const lent = session.use((state) => state.lent);
  const settings = session.use((state) => state.settings);
  const left = stillLent(lent, settings);
  if (left.length === 0) return null;
  return (
    <p className={`${parts.tools} ${classes.left}`} data-testid="left-behind">
      <span className={parts.hint}>
        The study “Naive caching” has set{' '}
        {left.map(({ setting, value }) => settingText(setting, value)).join(', ')}.
      </span>
      <button type="button" onClick={() => void session.putBack()}>
        Put back {left.map(({ setting, was }) => settingText(setting, was)).join(', ')}
      </button>
    </p>
  );
}
