import { useEffect, useId, useState } from 'react';
import { Explained } from '../help';
import { Slider } from '../slider';
import type { ControlKind, ControlProps } from './control';
import { ControlNote } from './control-note';
import classes from './controls.module.css';
import { ResetButton } from './reset-button';
import { linearScale, logScale, type Scale, TRACK } from './scale';

type Quantity = 'number' | 'duration' | 'bytes';

/**
 * A control for a number, a duration or a size: a slider, and a field for exact values with their unit. `never` or `off`
 * is a state of its own. A double click on the name restores the default.
 */
export function QuantityControl(props: ControlProps<Quantity>) {
  const { label, help, note, control, value, byDefault, write, onChange } = props;
  const described = useId();
  const scale = scaleOf(control);
  const [word] = control.kind === 'duration' ? control.words : [];
  const worded = value === word;
  const place = typeof value === 'number' ? scale.place(value) : TRACK;
  // While the thumb is dragged only the thumb moves; its release changes the value.
  const [dragged, setDragged] = useState<number>();
  const shown = dragged === undefined ? place : dragged;
  const toDefault = () => onChange(byDefault);
  const unit = control.kind === 'number' ? control.unit : '';
  const changed = value !== byDefault;
  return (
    <div className={classes.control} data-changed={changed || undefined} data-kept-clear>
      <div className={classes.row}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: a shortcut; the button beside it does the same */}
        <span className={classes.name} onDoubleClick={toDefault}>
          <Explained
            title={label}
            says={help}
            formula={`default: ${write(byDefault)}${unit ? ` ${unit}` : ''}`}
          />
        </span>
        {changed && <ResetButton label={label} to={write(byDefault)} onReset={toDefault} />}
        {word && (
          <button
            type="button"
            className={classes.word}
            aria-pressed={worded}
            aria-label={`${label}: ${word}`}
            onClick={() =>
              onChange(worded ? (byDefault === word ? scale.value(TRACK / 2) : byDefault) : word)
            }
          >
            {word}
          </button>
        )}
        <Typed
          {...props}
          described={note && described}
          preview={dragged === undefined ? undefined : write(scale.value(dragged))}
        />
        {unit && <span className={classes.unit}>{unit}</span>}
      </div>
      <Slider
        label={`${label} slider`}
        max={TRACK}
        value={shown}
        valueText={
          worded
            ? String(value)
            : `${write(dragged === undefined ? value : scale.value(dragged))} ${unit}`.trim()
        }
        mark={typeof byDefault === 'number' ? scale.place(byDefault) : undefined}
        disabled={worded}
        onSlide={setDragged}
        onSettle={(end) => {
          setDragged(undefined);
          const next = scale.value(end);
          if (next !== value) onChange(next);
        }}
      />
      <ControlNote id={described} note={note} />
    </div>
  );
}

/** The field beside the slider. Invalid text stays in it, with the reason; leaving the field restores the value. */
function Typed({
  label,
  expects,
  value,
  write,
  read,
  onChange,
  preview,
  described,
}: ControlProps<Quantity> & { readonly preview?: string; readonly described?: string | undefined }) {
  const text = write(value);
  const [draft, setDraft] = useState<string>();
  const [refused, setRefused] = useState(false);
  const reason = useId();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new value from outside discards the typed text
  useEffect(() => {
    setDraft(undefined);
    setRefused(false);
  }, [text]);
  const commit = () => {
    if (draft === undefined) return;
    const next = read(draft.trim());
    if (next === undefined) setRefused(true);
    else {
      setDraft(undefined);
      setRefused(false);
      if (next !== value) onChange(next);
    }
  };
  return (
    <span className={classes.typed}>
      <input
        type="text"
        aria-label={label}
        aria-describedby={described}
        data-clean={draft === undefined || undefined}
        aria-invalid={refused}
        aria-errormessage={refused ? reason : undefined}
        value={preview ?? draft ?? text}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
          if (event.key === 'Escape') {
            setDraft(undefined);
            setRefused(false);
          }
        }}
        onBlur={() => {
          commit();
          setDraft(undefined);
          setRefused(false);
        }}
      />
      {refused && (
        <span className={classes.refused} id={reason} role="alert">
          Use {expects}.
        </span>
      )}
    </span>
  );
}

function scaleOf(control: Extract<ControlKind, { kind: Quantity }>): Scale {
  if (control.kind === 'number' && control.scale === 'linear')
    return linearScale(control.min, control.max, control.step);
  return logScale(control.min, control.max, control.kind === 'number' && control.whole);
}
