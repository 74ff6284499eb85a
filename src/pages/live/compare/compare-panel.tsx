import { useState } from 'react';
import { formatMoment } from '../../../base/units';
import type { Snapshot } from '../../../engine/contract/engine';
import {
  ofThisBrowser,
  type SettingId,
  settingIds,
  settings,
  settingText,
} from '../../../engine/contract/settings';
import { adviceFor } from '../../../ui/advice';
import { glossary } from '../../../ui/glossary';
import { Explained } from '../../../ui/help';
import { Scroll } from '../../parts/scroll';
import { tierFigures } from '../../parts/tier';
import { type Compared, differingSettings } from '../../session/lanes';
import { useSession } from '../../session/session-context';
import { bottomLine } from '../bottom-line';
import { ControlOf } from '../one-control';
import classes from './compare-panel.module.css';
import { type ComparedFigure, comparedFigures } from './difference';

/** Two lanes of the same run at the same moment: what differs in their settings, and in every figure. */
export default function ComparePanel() {
  const session = useSession();
  const comparison = session.use((state) => state.comparison);
  if (!comparison) return null;
  return (
    <section className={classes.panel} aria-labelledby="lanes-title">
      <header className={classes.head}>
        <h2 id="lanes-title">
          Two lanes <small>lane A is the run; lane B has the same traffic and changes</small>
        </h2>
        <button type="button" onClick={() => session.comparison.stop()}>
          Keep A: end the comparison
        </button>
        <button
          type="button"
          disabled={comparison.stage !== 'comparing' || !comparison.compared}
          onClick={() => void session.comparison.keep()}
        >
          Keep B: go on as lane B
        </button>
      </header>
      {comparison.stage === 'failed' ? (
        <p role="alert">
          Lane B has stopped. {comparison.problem.what} {adviceFor(comparison.problem)}
        </p>
      ) : comparison.stage === 'opening' || !comparison.compared ? (
        <p role="status">Lane B is being opened: it repeats the run up to now.</p>
      ) : (
        <Lanes {...comparison.compared} />
      )}
    </section>
  );
}

function Lanes({ a, b }: Compared) {
  const tier = useSession().use((state) => state.tier);
  return (
    <div className={classes.lanes}>
      <LaneSettings a={a} b={b} />
      <Scroll label="Figures of both lanes">
        <table className={classes.table} data-testid="lanes">
          <caption>At {formatMoment(a.at)}, over the window of the charts</caption>
          <thead>
            <tr>
              <th scope="col">figure</th>
              <th scope="col">A</th>
              <th scope="col">B</th>
              <th scope="col">B − A</th>
            </tr>
          </thead>
          <Group name="What shoppers got" rows={comparedFigures(bottomLine(a), bottomLine(b))} />
          <Group
            name={`Memo cache: ${tier}`}
            rows={comparedFigures(tierFigures(a.tier), tierFigures(b.tier))}
          />
        </table>
      </Scroll>
    </div>
  );
}

function Group({ name, rows }: { readonly name: string; readonly rows: readonly ComparedFigure[] }) {
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={4}>
          {name}
        </th>
      </tr>
      {rows.map(({ figure, a, b, difference, differs }) => (
        <tr key={figure} data-lane-figure={figure} data-differs={differs || undefined}>
          <th scope="row">
            <Explained {...glossary[figure]} />
          </th>
          <td>{a}</td>
          <td>{b}</td>
          <td>{difference}</td>
        </tr>
      ))}
    </tbody>
  );
}

/** Settings of the engine: both lanes share this browser. */
const ids = settingIds.filter((id) => !ofThisBrowser.has(id));
const byLabel = [...ids].sort((one, other) => settings[one].label.localeCompare(settings[other].label));

function LaneSettings({ a, b }: { readonly a: Snapshot; readonly b: Snapshot }) {
  const session = useSession();
  const [id, setId] = useState<SettingId>('ttl');
  const differing = differingSettings(a.settings, b.settings);
  return (
    <section className={classes.settings} aria-label="Settings of lane B">
      <h3>What differs</h3>
      {differing.length === 0 ? (
        <p>Nothing yet: both lanes have equal figures. Change a setting of lane B.</p>
      ) : (
        <ul>
          {differing.map((one) => (
            <li key={one}>
              {settingText(one, b.settings[one])}{' '}
              <small>A: {settings[one].write(a.settings[one] as never)}</small>
            </li>
          ))}
        </ul>
      )}
      <label className={classes.choice}>
        Setting of lane B
        <select value={id} onChange={(event) => setId(event.currentTarget.value as SettingId)}>
          {byLabel.map((one) => (
            <option key={one} value={one}>
              {settings[one].label}
            </option>
          ))}
        </select>
      </label>
      <ControlOf
        id={id}
        value={b.settings[id]}
        onChange={(value) => void session.comparison.change(id, value)}
      />
    </section>
  );
}
