import { type ReactNode, useRef } from 'react';
import classes from './notice.module.css';

interface NoticeProps {
  readonly tone: 'alarm' | 'caution';
  readonly title?: string | undefined;
  readonly children: ReactNode;
  /** Without this the notice stays until its cause is gone. */
  onClose?: (() => void) | undefined;
}

/** A notice. Screen readers announce an alarm at once. */
export function Notice({ tone, title, children, onClose }: NoticeProps) {
  const notice = useRef<HTMLDivElement>(null);
  const close = () => {
    const next = neighbourOf(notice.current);
    onClose?.();
    next?.focus();
  };
  return (
    <div
      ref={notice}
      className={classes.notice}
      data-tone={tone}
      role={tone === 'alarm' ? 'alert' : 'status'}
    >
      <div>
        {title && <strong>{title}</strong>}
        <div>{children}</div>
      </div>
      {onClose && (
        <button type="button" aria-label="Close" onClick={close}>
          ×
        </button>
      )}
    </div>
  );
}

/** The place for the focus when a notice goes: the first control of the next one, else the page's content. */
function neighbourOf(notice: HTMLElement | null): HTMLElement | null {
  const { nextElementSibling: next, previousElementSibling: previous } = notice ?? {};
  const control = (element?: Element | null) => element?.querySelector<HTMLElement>('button, a') ?? null;
  return control(next) ?? control(previous) ?? document.getElementById('main');
}
