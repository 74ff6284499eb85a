import {
  type ComponentType,
  type FunctionComponent,
  type ReactNode,
  useCallback,
  useEffect,
  useState,
} from 'react';
import { later } from '../base/later';
import { Boundary } from './boundary';
import classes from './boundary.module.css';
import { type WhyMissing, whyMissing } from './why-missing';

interface LazyPartOptions<P> {
  /** Begins a sentence that says what is missing: `The study of truth`. */
  readonly what: string;
  /** Stands in its place while it is on its way. */
  readonly waiting?: ReactNode;
  /** Puts what is said of a failure where it is seen: a dialog's is not in the flow of the page. */
  frame?(said: ReactNode, props: P): ReactNode;
}

export interface LazyPart<P extends object> extends FunctionComponent<P> {
  /** Fetches it before it is shown. A failure is left to the attempt that follows when it is. */
  fetch(): Promise<void>;
}

/**
 * A part of the page whose code is fetched when it is shown. When it cannot be had, that is said in its place, with
 * why; the rest of the page stays as it is, and the part tries again when asked to and when the connection is back.
 *
 * Not React's `lazy`: that keeps a failure for ever, and what has once shown that it waits is held back for up to
 * 300 ms more.
 * @param load a plain `import()` of a module whose default export is the component
 */
export function lazyPart<P extends object>(
  load: () => Promise<{ readonly default: ComponentType<P> }>,
  { what, waiting = null, frame = (said) => said }: LazyPartOptions<P>,
): LazyPart<P> {
  const code = later(load);
  let View: ComponentType<P> | undefined;
  const fetched = async () => {
    View = (await code()).default;
    return View;
  };

  function Part(props: P) {
    const [state, setState] = useState<{ View?: ComponentType<P> | undefined; why?: WhyMissing }>({ View });
    const attempt = useCallback(() => {
      fetched().then(
        (found) => setState({ View: found }),
        async () => setState({ why: await whyMissing() }),
      );
    }, []);
    useEffect(() => {
      if (!View) attempt();
    }, [attempt]);
    const again = () => {
      setState({});
      attempt();
    };
    if (state.View)
      return (
        <Boundary what={what}>
          <state.View {...props} />
        </Boundary>
      );
    return state.why ? frame(<Missing what={what} why={state.why} onAgain={again} />, props) : waiting;
  }
  return Object.assign(Part, {
    fetch: () =>
      fetched().then(
        () => {},
        () => {},
      ),
  });
}

const reasons: Readonly<Record<WhyMissing, string>> = {
  'no connection': 'there is no connection. Everything that is on the page still works.',
  'new release': 'a new release of this page has replaced its files. Reload it; the link keeps the run.',
  'not given': 'the server did not give its file. Everything that is on the page still works.',
};

function Missing({
  what,
  why,
  onAgain,
}: {
  readonly what: string;
  readonly why: WhyMissing;
  onAgain(): void;
}) {
  useEffect(() => {
    window.addEventListener('online', onAgain);
    return () => window.removeEventListener('online', onAgain);
  });
  return (
    <span role="alert" className={classes.broken} data-missing={why}>
      {what} could not be loaded: {reasons[why]}{' '}
      {why === 'new release' ? (
        <button type="button" onClick={() => window.location.reload()}>
          Reload
        </button>
      ) : (
        <button type="button" onClick={onAgain}>
          Try again
        </button>
      )}
    </span>
  );
}
