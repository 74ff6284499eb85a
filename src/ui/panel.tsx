import type { ReactNode } from 'react';
import { Boundary } from './boundary';
import classes from './panel.module.css';

interface PanelProps {
  readonly id: string;
  readonly title: ReactNode;
  /** Stands at the end of the title's line. */
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a page that can fail alone: what breaks inside is said in its place, and the rest continues. */
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
