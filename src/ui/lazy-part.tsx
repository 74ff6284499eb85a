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
  /** The subject of the error message: `The study of truth`. */
  readonly what: string;
  /** Shown while the part loads. */
  readonly waiting?: ReactNode;
  /** Places the error message where it is visible: a dialog is outside the flow of the page. */
  frame?(said: ReactNode, props: P): ReactNode;
}

export interface LazyPart<P extends object> extends FunctionComponent<P> {
  /** Preloads the part. A failure is ignored: the part is fetched again when it is shown. */
  fetch(): Promise<void>;
}

/**
 * A part of the page whose code is fetched when it is shown. When the fetch fails, the part shows the reason in its
 * place; the rest of the page continues. The part retries on request and when the connection is back.
 *
 * React's `lazy` is not used: it never retries a failure, and once a fallback is shown the content is delayed by up
 * to 300 ms.
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
