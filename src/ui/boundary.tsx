import { Component, type ReactNode } from 'react';
import classes from './boundary.module.css';

interface BoundaryProps {
  /** Begins a sentence: `This panel`. */
  readonly what: string;
  readonly children: ReactNode;
}

/**
 * A part of the page that can fail alone: what breaks inside is said in its place, and the rest continues. It tries
 * again when asked to, and by itself when the connection is back.
 */
export class Boundary extends Component<BoundaryProps> {
  override state: { readonly broken?: string | undefined } = {};

  static getDerivedStateFromError(error: unknown) {
    return { broken: error instanceof Error ? error.message : String(error) };
  }

  readonly #again = () => this.setState({ broken: undefined });

  override componentDidMount(): void {
    window.addEventListener('online', this.#again);
  }

  override componentWillUnmount(): void {
    window.removeEventListener('online', this.#again);
  }

  override render() {
    const { what, children } = this.props;
    const { broken } = this.state;
    if (broken === undefined) return children;
    return (
      <div role="alert" className={classes.broken}>
        {what} could not be drawn: {broken}{' '}
        <button type="button" onClick={this.#again}>
          Try again
        </button>
      </div>
    );
  }
}
