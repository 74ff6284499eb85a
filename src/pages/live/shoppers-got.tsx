import { memo } from 'react';
import { type PageFigures, type PageOutcome, pageOutcomes } from '../../engine/contract/engine';
import { formatShare, formatShort } from '../../ui/format';
import { outcomeLooks } from '../../ui/outcomes';
import { ShareBar } from '../../ui/share-bar';
import { StatTile } from '../../ui/stat-tile';
import parts from '../parts/parts.module.css';
import { degradedText, failureText, percentile } from '../parts/tier';
import { useSession } from '../session/session-context';
import classes from './live.module.css';

const looks = {
  right: { ...outcomeLooks.fresh, label: 'right', meaning: 'What the database would give at that moment.' },
  stale: outcomeLooks.stale,
  unchecked: outcomeLooks.unchecked,
  wrong: outcomeLooks.wrong,
  degraded: outcomeLooks.degraded,
  failed: { ...outcomeLooks.error, label: 'failed' },
} as const satisfies Record<PageOutcome, unknown>;

/** The overall result: page requests of shoppers by outcome, over all caches and computations. */
export function ShoppersGot() {
  const pages = useSession().use((state) => state.chart?.pages);
  return (
    <section className={classes.got} data-tier="pages" aria-labelledby="got-title">
      <h2 id="got-title">What shoppers got</h2>
      {pages ? <Figures pages={pages} /> : <p className={parts.empty}>The engine is starting…</p>}
    </section>
  );
}

const Figures = memo(function Figures({ pages }: { readonly pages: PageFigures }) {
  const { requests, counts, failures, latency } = pages;
  const notes: Partial<Record<PageOutcome, string | undefined>> = {
    failed: failureText(failures),
    degraded: degradedText(counts.degraded, pages),
  };
  const shares = pageOutcomes.map((name) => ({ look: looks[name], amount: counts[name] }));
  return (
    <>
      <ShareBar name="Pages that shoppers got" shares={shares} />
      <div className={parts.tiles} data-fit>
        {pageOutcomes.map((name) => (
          <StatTile
            key={name}
            figure={`pages-${name}` as const}
            value={formatShare(counts[name], requests)}
            raw={requests > 0 ? counts[name] / requests : undefined}
            note={notes[name] ?? `${formatShort(counts[name])} of ${formatShort(requests)}`}
            tone={looks[name].colour}
          />
        ))}
        <StatTile figure="latency-p50" {...percentile(latency, 'p50')} />
        <StatTile figure="latency-p99" {...percentile(latency, 'p99')} />
      </div>
    </>
  );
});
