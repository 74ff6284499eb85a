import { memo } from 'react';
import { pageOutcomes, type Snapshot } from '../../engine/contract/engine';
import { glossary, type Meaning } from '../../ui/glossary';
import { Explained } from '../../ui/help';
import { ShareBar } from '../../ui/share-bar';
import { movedSince } from '../parts/moved';
import { pageOutcomeLooks as looks } from '../parts/page-outcome-looks';
import { useSession } from '../session/session-context';
import { useBeforeChange } from './before-change';
import { bottomLine, type LineFigure } from './bottom-line';
import classes from './shoppers-got.module.css';

/** The overall result in one line: page requests of shoppers by outcome, over all caches and computations. */
export function ShoppersGot() {
  const chart = useSession().use((state) => state.chart);
  return (
    <section className={classes.got} data-tier="pages" aria-labelledby="got-title">
      <h2 id="got-title">What shoppers got</h2>
      {chart ? <Figures told={chart} /> : <p className={classes.empty}>The engine is starting…</p>}
    </section>
  );
}

const Figures = memo(function Figures({ told }: { readonly told: Snapshot }) {
  const { counts } = told.pages;
  const before = useBeforeChange((state) => state.before?.chart);
  const line = bottomLine(told);
  const moved = movedSince(before ? bottomLine(before) : [], line);
  const shares = pageOutcomes.map((name) => ({ look: looks[name], amount: counts[name] }));
  return (
    <>
      <dl className={classes.line}>
        {line.map((one) => (
          <OneFigure key={one.figure} {...one} was={moved.get(one.figure)} />
        ))}
      </dl>
      <ShareBar name="Pages that shoppers got" shares={shares} />
    </>
  );
});

/** The value before its name, as it is read aloud: `97.1 % right`; the name has the explanation. */
function OneFigure({
  figure,
  value,
  raw,
  more,
  outcome,
  was,
}: LineFigure & { readonly was: string | undefined }) {
  const { title, says, formula }: Meaning = glossary[figure];
  return (
    <div className={classes.figure} data-kept-clear>
      <dt>
        {outcome && <i className={classes.dot} style={{ background: looks[outcome].colour }} />}
        <Explained
          title={outcome ? looks[outcome].label : title}
          says={more ? `${says} Here: ${more}.` : says}
          formula={formula}
        />
      </dt>
      <dd data-figure={figure} data-value={raw ?? ''}>
        {value}
        {was && <small>{was}</small>}
      </dd>
    </div>
  );
}
