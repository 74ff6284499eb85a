import { useEffect, useState } from 'react';
import { formatMoment } from '../base/units';
import type { LeftOut } from '../engine/contract/engine';
import { type SettingId, settingText } from '../engine/contract/settings';
import { type BeforeRestart, resetSettings } from '../pages/session/before-restart';
import { undoText } from '../pages/session/undo-text';
import { formatCounted } from '../ui/format';
import { Notice } from '../ui/notice';
import { useLab } from './lab';
import classes from './shell.module.css';

/** Most settings that a notice lists by name. */
const MOST_NAMED = 3;

/** The progress of the run towards a moment, with a button to stop. */
export function GoingTo() {
  const { session } = useLab();
  const late = useLasting(session.use((state) => state.snapshot?.goingTo !== undefined));
  const to = session.use((state) => state.snapshot?.goingTo);
  const at = session.use((state) => state.snapshot?.at ?? 0);
  if (to === undefined || !late) return null;
  return (
    <div className={classes.going} data-testid="going-to">
      <label>
        Going to {formatMoment(to)}; now at {formatMoment(at)} <progress value={Math.min(at, to)} max={to} />
      </label>{' '}
      <button type="button" onClick={() => void session.playback.pause()}>
        Stop here
      </button>
    </div>
  );
}

/** A way that is over sooner is not told of: the page would only jump. */
const TOLD_AFTER_MS = 400;

/** Returns whether something has lasted for a while. */
function useLasting(is: boolean): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    const timer = is
      ? setTimeout(() => setLasting(true), TOLD_AFTER_MS)
      : setTimeout(() => setLasting(false));
    return () => clearTimeout(timer);
  }, [is]);
  return is && lasting;
}

/** The future steps that came with the run. */
export function StepsToCome() {
  const { session } = useLab();
  const text = session.use(({ snapshot }) => {
    const { count = 0, next = [] } = snapshot?.stepsToCome ?? {};
    if (count === 0) return '';
    const said = next.map((step) => `at ${formatMoment(step.at)} ${step.text}`).join('; ');
    const more = count > next.length ? `; and ${(count - next.length).toLocaleString('en')} more` : '';
    const are = count === 1 ? 'is' : 'are';
    return `${formatCounted(count, 'step')} of this run ${are} still to come: ${said}${more}. Reset leaves them out.`;
  });
  if (text === '') return null;
  return (
    <p className={classes.toCome} data-testid="steps-to-come">
      {text}
    </p>
  );
}

/** The notice of a restart that has discarded steps or settings, with its follow-up actions. */
export function AfterRestart() {
  const { session } = useLab();
  const before = session.use((state) => state.beforeRestart);
  const seed = session.use((state) => state.seed);
  const undo = session.use((state) => state.beforeRestart && undoText({ ...state, undo: [] }));
  if (!before) return null;
  const title = {
    reset: 'Back to the settings of the start',
    seed: `Started again with seed ${seed}`,
    shop: 'Started again in another shop',
  }[before.cause];
  const changed = resetSettings(before);
  return (
    <Notice tone="caution" title={title} onClose={session.restarts.forget}>
      {discarded(before, changed)}{' '}
      {changed.length > 0 && (
        <button type="button" onClick={() => void session.restarts.keepSettings()}>
          Keep the changed settings
        </button>
      )}{' '}
      {undo && (
        <button type="button" onClick={() => void session.restarts.undo()}>
          {undo}
        </button>
      )}
    </Notice>
  );
}

function discarded({ spec, at }: BeforeRestart, changed: readonly SettingId[]): string {
  const named = changed.slice(0, MOST_NAMED).map((id) => settingText(id, spec.settings[id]));
  const others = changed.length - named.length;
  const steps = spec.interventions.length;
  return [
    named.length > 0 && `${named.join(', ')}${others > 0 ? ` and ${others} more` : ''}.`,
    steps > 0 && `Without the ${formatCounted(steps, 'step')} of the run, which was at ${formatMoment(at)}.`,
  ]
    .filter((sentence) => sentence !== false)
    .join(' ');
}

interface LinkTooShortProps {
  readonly leftOut: LeftOut | undefined;
  onSave(): void;
  onClose(): void;
}

/** The notice that a copied link does not contain the whole run, with the file that does. */
export function LinkTooShort({ leftOut, onSave, onClose }: LinkTooShortProps) {
  if (!leftOut) return null;
  return (
    <Notice tone="caution" title="The link does not hold the whole run" onClose={onClose}>
      {formatCounted(leftOut.steps, 'step')} from {formatMoment(leftOut.from)} on did not fit: the run that it
      opens differs from there. The run’s file holds all of it.{' '}
      <button type="button" onClick={onSave}>
        Save run file
      </button>
    </Notice>
  );
}
