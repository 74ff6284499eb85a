import { memo } from 'react';
import { defaultSettings, type SettingId } from '../../../engine/contract/settings';
import { formatCounted } from '../../../ui/format';
import parts from '../../parts/parts.module.css';
import { useSession } from '../../session/session-context';
import type { HopId } from '../journey/hop';
import { hops } from '../journey/hops';
import { changedOf, essentialOf, foldsOf, settingsOf } from '../journey/setting-hops';
import { OneControl } from '../one-control';
import classes from './controls.module.css';

interface ControlsProps {
  /** Only the settings of this hop; undefined: all. */
  readonly hop: HopId | undefined;
  /** Called when a person wants all settings again. */
  onAll(): void;
}

/**
 * The controls of all settings or of one hop's, generated from the table of settings: of each hop the essential ones,
 * the others in folds. Each change can be undone.
 */
export const Controls = memo(function Controls({ hop, onAll }: ControlsProps) {
  const shown = hops.filter(({ id }) => id === hop || (!hop && settingsOf(id).length > 0));
  return (
    <div>
      {hop && (
        <p className={classes.ofHop}>
          Settings of: <b>{shown[0]?.title}</b>
          <button type="button" onClick={onAll}>
            Show all settings
          </button>
        </p>
      )}
      <PutBack ids={hop && settingsOf(hop)} />
      {hop && settingsOf(hop).length === 0 && <p className={parts.empty}>This hop has no settings yet.</p>}
      {shown
        .filter(({ id }) => settingsOf(id).length > 0)
        .map(({ id, title }) => (
          <details key={id} open className={classes.group}>
            <summary>
              {title} <Changed ids={settingsOf(id)} />
            </summary>
            {essentialOf(id).map((one) => (
              <OneControl key={one} id={one} />
            ))}
            {foldsOf(id).map((fold) => (
              <details key={fold.title} className={classes.fold}>
                <summary>
                  {fold.title} <small>{fold.ids.length}</small> <Changed ids={fold.ids} />
                </summary>
                {fold.ids.map((one) => (
                  <OneControl key={one} id={one} />
                ))}
              </details>
            ))}
          </details>
        ))}
    </div>
  );
});

/** How many of the settings differ from their defaults; nothing when none does. */
function Changed({ ids }: { readonly ids: readonly SettingId[] }) {
  const count = useSession().use(({ settings }) => changedOf(settings, ids).length);
  return count > 0 && <span className={classes.changed}>● {count} changed</span>;
}

/** Says how many of the settings, or of all, differ from their defaults, and puts them back. */
function PutBack({ ids }: { readonly ids: readonly SettingId[] | undefined }) {
  const session = useSession();
  const count = session.use(({ settings }) => changedOf(settings, ids).length);
  const putBack = () =>
    session.changeAll(
      changedOf(session.use.getState().settings, ids).map((id) => ({
        setting: id,
        value: defaultSettings[id],
      })),
    );
  return (
    <p className={classes.putBack}>
      <span>{count === 0 ? 'At their defaults' : `${formatCounted(count, 'setting')} changed`}</span>
      <button type="button" disabled={count === 0} onClick={() => void putBack()}>
        Put back all
      </button>
    </p>
  );
}
