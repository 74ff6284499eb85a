import { Component, type ReactNode } from 'react';
import classes from './boundary.module.css';

interface BoundaryProps {
  /** The subject of the error message: `This panel`. */
  readonly what: string;
  readonly children: ReactNode;
}

/**
 * An error boundary: shows an error in place of its content while the rest of the page continues. It retries on
 * request, and automatically when the connection is back.
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
