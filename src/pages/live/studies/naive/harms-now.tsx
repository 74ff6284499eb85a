import { harmFigures, type NaiveReport } from '../../../../engine/contract/engine';
import { formatBytes, formatCount } from '../../../../ui/format';
import { glossaryOfStudies } from '../../../../ui/glossary-of-studies';
import { StatTile } from '../../../../ui/stat-tile';
import parts from '../../../parts/parts.module.css';
import { formatHarm, harmTerm } from './harm-text';

/** The harms over the last virtual minute, whatever the current settings of the memo layer. */
export function HarmsNow({ report: { now, outOfMemory } }: { readonly report: NaiveReport }) {
  return (
    <section aria-label="Harms over the last minute" data-testid="harms-now">
      <div className={parts.tiles} data-wide>
        {harmFigures.map((figure) => (
          <StatTile
            key={figure}
            figure={harmTerm(figure)}
            meaning={glossaryOfStudies[harmTerm(figure)]}
            value={formatHarm(now[figure])}
            raw={now[figure]}
            note={figure === 'memory' ? `${formatBytes(now.bytes)} now` : 'of the last minute'}
          />
        ))}
        <StatTile
          figure="out-of-memory"
          meaning={glossaryOfStudies['out-of-memory']}
          value={formatCount(outOfMemory)}
          raw={outOfMemory}
          note={outOfMemory === 1 ? 'restart of this run' : 'restarts of this run'}
        />
      </div>
    </section>
  );
}
