import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Problem, Reply } from '../../base/result';
import classes from './parts.module.css';

type Phase<T> =
  | { readonly name: 'idle' }
  | { readonly name: 'running'; readonly share: number }
  | { readonly name: 'done'; readonly result: T }
  | { readonly name: 'failed'; readonly problem: Problem };

interface LengthyWorkProps<T> {
  /** The label of the button. */
  readonly label: string;
  /** The label of the progress bar. */
  readonly progress: string;
  start(onProgress: (share: number) => void): Promise<Reply<T>>;
  cancel(): void;
  children(result: T): ReactNode;
}

/** A button for long work, with progress, cancel and result. Unmounting cancels the work. */
export function LengthyWork<T>({ label, progress, start, cancel, children }: LengthyWorkProps<T>) {
  const [phase, setPhase] = useState<Phase<T>>({ name: 'idle' });
  /** Counts the starts: reports of an earlier start are ignored. */
  const turn = useRef(0);
  const begin = async () => {
    const mine = ++turn.current;
    const show = (next: Phase<T>) => turn.current === mine && setPhase(next);
    show({ name: 'running', share: 0 });
    const reply = await start((share) => show({ name: 'running', share }));
    show(reply.ok ? { name: 'done', result: reply.value } : { name: 'failed', problem: reply.problem });
  };
  const stop = () => {
    turn.current++;
    setPhase({ name: 'idle' });
    cancel();
  };
  const leave = useRef(cancel);
  leave.current = cancel;
  useEffect(
    () => () => {
      turn.current++;
      leave.current();
    },
    [],
  );
  return (
    <>
      <p className={classes.tools}>
        {phase.name === 'running' ? (
          <>
            <progress aria-label={progress} value={phase.share} max={1} />
            <button type="button" onClick={stop}>
              cancel
            </button>
          </>
        ) : (
          <button type="button" onClick={() => void begin()}>
            {label}
          </button>
        )}
      </p>
      <div aria-live="polite">
        {phase.name === 'failed' && <p className={classes.hint}>{phase.problem.what}</p>}
        {phase.name === 'done' && children(phase.result)}
      </div>
    </>
  );
}
