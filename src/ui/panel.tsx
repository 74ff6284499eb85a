import { Component, type ReactNode } from 'react';
import classes from './panel.module.css';

interface PanelProps {
  readonly id: string;
  readonly title: ReactNode;
  /** Stands at the end of the title's line. */
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a page that can fail alone: what breaks inside is said in its place, and the rest goes on. */
export function Panel({ id, title, tools, children }: PanelProps) {
  return (
    <section className={classes.panel} id={id} aria-labelledby={`${id}-title`}>
      <header className={classes.head}>
        <h3 className={classes.title} id={`${id}-title`}>
          {title}
        </h3>
        {tools}
      </header>
      <Boundary>{children}</Boundary>
    </section>
  );
}

class Boundary extends Component<{ readonly children: ReactNode }, { readonly broken?: string }> {
  override state: { readonly broken?: string } = {};

  static getDerivedStateFromError(error: unknown) {
    return { broken: error instanceof Error ? error.message : String(error) };
  }

  override render() {
    if (this.state.broken === undefined) return this.props.children;
    return (
      <div role="alert" className={classes.broken}>
        This panel could not be drawn: {this.state.broken}{' '}
        <button type="button" onClick={() => this.setState({ broken: undefined })}>
          Try again
        </button>
      </div>
    );
  }
}
