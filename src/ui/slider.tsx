import { useEffect, useRef } from 'react';
import classes from './slider.module.css';

interface SliderProps {
  readonly label: string;
  readonly max: number;
  readonly value: number;
  /** The text of the value: the numbers of the track have no meaning of their own. */
  readonly valueText: string;
  /** What one key press moves by; 1 unless set. */
  readonly step?: number;
  /** A marked position on the track. */
  readonly mark?: number | undefined;
  readonly disabled?: boolean;
  /** Called at every move of the thumb. */
  onSlide(value: number): void;
  /** Called once, when the thumb is released. */
  onSettle?(value: number): void;
}

/** A slider from 0 to `max`. */
export function Slider({
  label,
  max,
  value,
  valueText,
  step = 1,
  mark,
  disabled,
  onSlide,
  onSettle,
}: SliderProps) {
  const input = useRef<HTMLInputElement>(null);
  const settle = useRef(onSettle);
  settle.current = onSettle;
  useEffect(() => {
    // React's onChange is the DOM's `input` event; the DOM's `change` event comes at the end of a drag.
    const { current } = input;
    const onChange = () => settle.current?.(Number(current?.value));
    current?.addEventListener('change', onChange);
    return () => current?.removeEventListener('change', onChange);
  }, []);
  return (
    <span className={classes.slider}>
      {mark !== undefined && <i style={{ '--place': mark / max } as React.CSSProperties} />}
      <input
        ref={input}
        type="range"
        data-clean
        min={0}
        max={max}
        step={step}
        value={value}
        aria-label={label}
        aria-valuetext={valueText}
        disabled={disabled}
        onChange={(event) => onSlide(Number(event.currentTarget.value))}
      />
    </span>
  );
}
