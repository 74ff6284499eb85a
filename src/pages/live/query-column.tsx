import type { ReactNode } from 'react';
import { OutcomesOverTime } from '../parts/outcomes-over-time';
import parts from '../parts/parts.module.css';
import { TierTiles } from '../parts/tier-tiles';
import { useSession } from '../session/session-context';
import { useBeforeChange } from './before-change';
import classes from './live.module.css';
import { QueryList } from './panels/query-list';

const NO_MARKS = [] as const;

/** TanStack Query's cache in this browser, with the same figures as the memo column, and the shop that uses it. */
export function QueryColumn({ shop }: { readonly shop: ReactNode }) {
  const session = useSession();
  const query = session.use((state) => state.query);
  const before = useBeforeChange((state) => state.before?.query);
  const marks = session.use((state) => state.chart?.marks ?? NO_MARKS);
  const fromLink = session.use((state) => state.fromLink);
  const asked = session.use((state) => state.snapshot?.speedAsked);
  return (
    <section className={classes.column} data-tier="query" aria-labelledby="query-title">
      <header className={classes.head}>
        <h2 id="query-title">
          Query cache <small>in this browser</small>
        </h2>
        {asked === 'max' && (
          <p className={parts.hint}>Faster than a browser’s timers: this cache lives at 60×.</p>
        )}
      </header>
      {!query ? (
        <p className={parts.empty}>Waiting for the first look…</p>
      ) : (
        <>
          <TierTiles figures={query.tier} before={before?.tier} />
          <p className={parts.hint} data-testid="pace">
            The autopilot asks at this browser’s pace: compare shares and latencies with the memo cache, not
            counts.
          </p>
          {fromLink && (
            <p className={parts.hint} data-testid="from-link">
              This run came from a link or a file: the memo cache repeats it to the digit, but these queries
              follow this browser’s own clock, so hit ratios here can differ from the sender’s (40 against 50
              %, say).
            </p>
          )}
          <OutcomesOverTime
            id="query-outcomes"
            name="Outcomes of the query cache"
            frame={query.series}
            marks={marks}
            empty="No requests in this stretch of time. Use the shop below."
          />
          <QueryList />
        </>
      )}
      {shop}
    </section>
  );
}
