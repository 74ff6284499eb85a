import type { ReactNode } from 'react';
import classes from './notice.module.css';

interface NoticeProps {
  readonly tone: 'alarm' | 'caution';
  readonly title?: string | undefined;
  readonly children: ReactNode;
  /** Without it the notice stays until its reason is gone. */
  onClose?: (() => void) | undefined;
}

/** Something a person should know, in a place of its own. An alarm is read out at once. */
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
