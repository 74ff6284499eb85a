import type { ReactNode } from 'react';
import classes from './parts.module.css';

interface ScrollProps {
  readonly label: string;
  readonly children: ReactNode;
}

/** Whether the region has a height of its own. */
export function Scroll({ label, children }: ScrollProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must scroll from the keyboard
    <section className={classes.scroll} tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
