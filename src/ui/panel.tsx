import type { ReactNode } from 'react';
import { Boundary } from './boundary';
import classes from './panel.module.css';

interface PanelProps {
  readonly id: string;
  readonly title: ReactNode;
  /** Content at the end of the title line. */
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}

/** A titled part of a page with its own error boundary. */
export function Panel({ id, title, tools, children }: PanelProps) {
  return (
    <section className={classes.panel} id={id} aria-labelledby={`${id}-title`}>
      <header className={classes.head}>
        <h3 className={classes.title} id={`${id}-title`}>
          {title}
        </h3>
        {tools}
      </header>
      <Boundary what="This panel">{children}</Boundary>
    </section>
  );
}
