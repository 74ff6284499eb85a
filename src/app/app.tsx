import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useLayoutEffect, useState } from 'react';
import type { Problem, Reply } from '../base/result';
import { SessionProvider } from '../pages/session/session-context';
import { adviceFor } from '../ui/advice';
import '../ui/theme.css';
import { LabProvider } from './lab';
import { pages } from './pages';
import { Shell } from './shell';
import classes from './shell.module.css';
import { type Started, start } from './start';

type State = 'starting' | { readonly failed: Problem } | { readonly started: Started };

/** The whole page: a start message, the failure of the start, or the laboratory. */
export function App() {
  const [state, setState] = useState<State>('starting');
  const [page, setPage] = useState('');
  // The engine's start takes longest: it begins before the first paint.
  useLayoutEffect(() => {
    const begin = async (): Promise<Reply<unknown>> => {
      const reply = await start(setPage);
      if (!reply.ok) return reply;
      setPage(reply.value.address.page);
      setState({ started: reply.value });
      return reply.value.opened;
    };
    begin().then(
      (reply) => reply.ok || setState({ failed: reply.problem }),
      (error: unknown) => setState({ failed: { kind: 'start-failed', what: String(error) } }),
    );
  }, []);
  if (state === 'starting' || 'failed' in state) return <Opening state={state} />;
  const { lab, address } = state.started;
  return (
    <QueryClientProvider client={lab.queryClient}>
      <LabProvider value={lab}>
        <SessionProvider value={lab.session}>
          <Shell address={address} page={page}>
            <Page path={page} />
          </Shell>
        </SessionProvider>
      </LabProvider>
    </QueryClientProvider>
  );
}

function Page({ path }: { readonly path: string }) {
  const { View } = pages.find((page) => page.path === path) ?? pages[0];
  return <View />;
}

/** Delay before the page says what it waits for, wall milliseconds. */
const SLOW_AFTER_MS = 6_000;

function Opening({ state }: { readonly state: 'starting' | { readonly failed: Problem } }) {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <main className={classes.opening}>
      <h1>Cachescope</h1>
      {state === 'starting' ? (
        <p role="status">
          Starting the engine…
          {slow && ' It is still being downloaded: on a slow connection that takes a while.'}
        </p>
      ) : (
        <>
          <p role="alert">
            {state.failed.what} {adviceFor(state.failed)}
          </p>
          {/* A reload, since a browser may cache a failed fetch. The address keeps the run. */}
          <button type="button" onClick={() => window.location.reload()}>
            Try again
          </button>
        </>
      )}
    </main>
  );
}
