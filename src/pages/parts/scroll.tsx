import type { ReactNode } from 'react';
import classes from './parts.module.css';

interface ScrollProps {
  readonly label: string;
  readonly children: ReactNode;
}

/** A part with a height of its own. */
export function Scroll({ label, children }: ScrollProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll from the keyboard
    <section className={classes.scroll} tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
