import { type ReactNode, useEffect } from 'react';
import { formatDuration } from '../../base/units';
import {
  type EntryDetails,
  type MemoCacheName,
  SERIES_BUCKETS,
  seriesWidths,
} from '../../engine/contract/engine';
import { lazyPart } from '../../ui/lazy-part';
import { useSession } from '../session/session-context';
import { watchChanges } from './before-change';
import { chooseHop, focusChosen, forgetChosen, showControls, useChosen } from './chosen';
import { Journey } from './journey/journey';
import classes from './live.module.css';
import { MemoColumn } from './memo-column';
import { ChangeFeed } from './panels/change-feed';
import { Controls } from './panels/controls';
import { EventLog } from './panels/event-log';
import { Studies } from './panels/studies';
import { QueryColumn } from './query-column';
import { SeenLine } from './seen-line';
import { ShoppersGot } from './shoppers-got';

const ComparePanel = lazyPart(() => import('./compare/compare-panel'), { what: 'The comparison' });

interface LivePageProps {
  readonly inspect: (cache: MemoCacheName, slot: number) => Promise<EntryDetails | undefined>;
  /** The shop that uses the query cache. Passed in, since pages do not import each other. */
  readonly shop: ReactNode;
}

/** The journey of a request, the two caches side by side, with the controls on the left and the event log below. */
export function LivePage({ inspect, shop }: LivePageProps) {
  // On a narrow screen the controls are folded away: the figures come first.
  const { hop, controls, focus } = useChosen();
  const comparing = useSession().use((state) => state.comparison !== undefined);
  useEffect(() => {
    if (focus) focusChosen();
  }, [focus]);
  useEffect(() => forgetChosen, []);
  const session = useSession();
  useEffect(() => watchChanges(session), [session]);
  return (
    <div className={classes.page} data-controls={controls || undefined}>
      <aside className={classes.aside} aria-label="Controls">
        <button
          type="button"
          className={classes.fold}
          aria-expanded={controls}
          onClick={() => showControls(!controls)}
        >
          {controls ? 'Hide the controls' : 'Show the controls'}
        </button>
        <div className={classes.foldable}>
          <WindowChoice />
          <Controls hop={hop} onAll={showAll} />
        </div>
      </aside>
      <div className={classes.body} id="figures" tabIndex={-1}>
        <ShoppersGot />
        <SeenLine />
        <Journey chosen={hop} onChoose={chooseHop} />
        {comparing && <ComparePanel />}
        <div className={classes.columns}>
          <MemoColumn inspect={inspect} />
          <QueryColumn shop={shop} />
        </div>
        <Studies />
        <ChangeFeed />
        <EventLog />
      </div>
    </div>
  );
}

const showAll = () => chooseHop(undefined);

/** The choice of the time window of charts and tiles. */
function WindowChoice() {
  const session = useSession();
  const width = session.use((state) => state.width);
  return (
    <label className={classes.window}>
      Figures and charts over
      <select
        value={width}
        onChange={(event) =>
          session.setWidth(event.currentTarget.value === 'auto' ? 'auto' : Number(event.currentTarget.value))
        }
      >
        <option value="auto">as fits the speed</option>
        {seriesWidths.map((one) => (
          <option key={one} value={one}>
            the last {formatDuration(one * SERIES_BUCKETS)}
          </option>
        ))}
      </select>
    </label>
  );
}
