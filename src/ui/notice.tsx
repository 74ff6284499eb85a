import type { ReactNode } from 'react';
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
  return (
    <div className={classes.notice} data-tone={tone} role={tone === 'alarm' ? 'alert' : 'status'}>
      <div>
        {title && <strong>{title}</strong>}
        <div>{children}</div>
      </div>
      {onClose && (
        <button type="button" aria-label="Close" onClick={onClose}>
          ×
        </button>
      )}
    </div>
  );
}
