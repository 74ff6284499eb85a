import { useEffect, useRef } from 'react';
import classes from './slider.module.css';

interface SliderProps {
  readonly label: string;
  readonly max: number;
  readonly value: number;
  /** What the value is called: the track's own numbers mean nothing. */
  readonly valueText: string;
  /** A place on the track that is marked. */
  readonly mark?: number | undefined;
  readonly disabled?: boolean;
  /** At every move of the thumb. */
  onSlide(value: number): void;
  /** Once, when the thumb is let go. */
  onSettle?(value: number): void;
}

/** A track from 0 to `max` in steps of 1. */
export function Slider({ label, max, value, valueText, mark, disabled, onSlide, onSettle }: SliderProps) {
  const input = useRef<HTMLInputElement>(null);
  const settle = useRef(onSettle);
  settle.current = onSettle;
  useEffect(() => {
    // React's onChange is the platform's `input`; the platform's own `change` is what comes at the end.
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
        value={value}
        aria-label={label}
        aria-valuetext={valueText}
        disabled={disabled}
        onChange={(event) => onSlide(Number(event.currentTarget.value))}
      />
    </span>
  );
}
