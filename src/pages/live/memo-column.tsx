import { type EntryDetails, type MemoCacheName, memoCacheNames } from '../../engine/contract/engine';
import { formatMs, formatShort } from '../../ui/format';
import { Segments } from '../../ui/segments';
import { OutcomesOverTime } from '../parts/outcomes-over-time';
import parts from '../parts/parts.module.css';
import { TierTiles } from '../parts/tier-tiles';
import { useSession } from '../session/session-context';
import { useBeforeChange } from './before-change';
import { cacheWords } from './cache-words';
import classes from './live.module.css';
import { MemoMap } from './panels/memo-map';
import { StoreStrip } from './panels/store-strip';
import { WhyMissed } from './why-missed';

/** What each cache holds; shown below the choice of the cache. */
const tierHints: Readonly<Record<MemoCacheName | 'all', string>> = {
  all: 'Sums over three caches: rankings (whole pages), and what a page is computed from: weights (what a shopper buys) and similarities (what is bought together). What shoppers got stands above.',
  ...cacheWords,
};

/** The engine's memo caches: all three together, or one of them. */
export function MemoColumn({
  inspect,
}: {
  readonly inspect: (cache: MemoCacheName, slot: number) => Promise<EntryDetails | undefined>;
}) {
  const session = useSession();
  const chart = session.use((state) => state.chart);
  const tier = session.use((state) => state.tier);
  const before = useBeforeChange((state) => state.before?.chart);
  return (
    <section className={classes.column} data-tier="memo" aria-labelledby="memo-title">
      <header className={classes.head}>
        <h2 id="memo-title">
          Memo cache <small>in the worker</small>
        </h2>
        <Segments
          label="Memo cache shown"
          options={['all', ...memoCacheNames]}
          value={tier}
          onChange={session.watchTier}
        />
      </header>
      <p className={parts.hint}>{tierHints[tier]}</p>
      {!chart ? (
        <p className={parts.empty}>The engine is starting…</p>
      ) : (
        <>
          <TierTiles
            figures={chart.tier}
            before={before?.tier}
            more={[
              {
                figure: 'queries-saved',
                value: formatShort(chart.tier.window.savedQueries),
                raw: chart.tier.window.savedQueries,
              },
              {
                figure: 'compute-saved',
                value: formatMs(Math.round(chart.tier.window.savedMs)),
                raw: chart.tier.window.savedMs,
              },
            ]}
          />
          <OutcomesOverTime
            id="memo-outcomes"
            name="Outcomes of the memo cache"
            frame={chart.series}
            marks={chart.marks}
            empty="No requests yet. Press play."
          />
          {chart.tier.misses && <WhyMissed misses={chart.tier.misses} />}
          <MemoMap inspect={inspect} />
          <StoreStrip />
        </>
      )}
    </section>
  );
}
