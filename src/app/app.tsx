import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import type { Problem } from '../base/result';
import { LivePage } from '../pages/live/page';
import { SessionProvider } from '../pages/session-context';
import { Shop } from '../pages/shop/shop';
import { adviceFor } from '../ui/advice';
import '../ui/theme.css';
import { type Lab, LabProvider, useLab } from './lab';
import { Shell } from './shell';
import classes from './shell.module.css';
import { type Stage, type Started, start } from './start';

const ShopPage = lazy(() => import('../pages/shop/page').then(({ ShopPage }) => ({ default: ShopPage })));

type State = { readonly stage: Stage } | { readonly failed: Problem } | { readonly started: Started };

/** The page from its first moment: what is being started, what failed, or the laboratory. */
export function App() {
  const [state, setState] = useState<State>({ stage: 'engine' });
  const [page, setPage] = useState('');
  useEffect(() => {
    start((stage) => setState({ stage }), setPage).then(
      (reply) => {
        if (!reply.ok) return setState({ failed: reply.problem });
        setPage(reply.value.address.page);
        setState({ started: reply.value });
        void reply.value.lab.session.play();
      },
      (error: unknown) => setState({ failed: { kind: 'start-failed', what: String(error) } }),
    );
  }, []);
  if (!('started' in state)) return <Opening state={state} />;
  const { lab, address } = state.started;
  return (
    <QueryClientProvider client={lab.queryClient}>
      <LabProvider value={lab}>
        <SessionProvider value={lab.session}>
          <Shell address={address} page={page}>
            <Page path={page} lab={lab} />
          </Shell>
        </SessionProvider>
      </LabProvider>
    </QueryClientProvider>
  );
}

function Page({ path, lab }: { readonly path: string; readonly lab: Lab }) {
  if (path === 'shop')
    return (
      <Suspense fallback={<p className={classes.opening}>Opening the shop…</p>}>
        <ShopPage>
          <ShopHere compact={false} />
        </ShopPage>
      </Suspense>
    );
  return <LivePage inspect={lab.link.engine.inspect} shop={<ShopHere compact />} />;
}

function ShopHere({ compact }: { readonly compact: boolean }) {
  const { session, shop: connection, time, noShop } = useLab();
  const shop = session.use((state) => state.shop);
  const run = session.use((state) => state.run);
  const held = session.use(({ exchanging, dead }) => exchanging || dead);
  if (!shop) return null;
  return (
    <Shop
      // Another run is another shop: nobody is on a page of the old one.
      key={run}
      connection={connection}
      shop={shop}
      seed={1}
      toWall={time.toWall}
      compact={compact}
      held={held}
      closed={noShop && `${noShop.what} ${adviceFor(noShop)}`}
    />
  );
}

const WORDS: Record<Stage, string> = {
  engine: 'Starting the engine…',
  shop: 'Opening the shop…',
  backend: 'Starting the mocked backend…',
};

function Opening({ state }: { readonly state: { readonly stage: Stage } | { readonly failed: Problem } }) {
  return (
    <main className={classes.opening}>
      <h1>Cachescope</h1>
      {'stage' in state ? (
        <p role="status">{WORDS[state.stage]}</p>
      ) : (
        <p role="alert">
          {state.failed.what} {adviceFor(state.failed)}
        </p>
      )}
    </main>
  );
}
