import { settingText } from '../../engine/contract/settings';
import parts from '../parts/parts.module.css';
import { stillLent } from '../session/lent-settings';
import { useSession } from '../session/session-context';
import classes from './live.module.css';

/** Lists the settings that a study has changed, with a button that restores them; renders nothing without any. */
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
