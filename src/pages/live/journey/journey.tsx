import { type CSSProperties, memo } from 'react';
import { hitTruths } from '../../../engine/contract/engine';
import { formatCounted, formatShort } from '../../../ui/format';
import { outcomeLooks } from '../../../ui/outcomes';
import { Ring } from '../../../ui/ring';
import parts from '../../parts/parts.module.css';
import { useSession } from '../../session/session-context';
import type { Hop, HopId, HopRing, HopView } from './hop';
import { hops } from './hops';
import classes from './journey.module.css';
import { changedOf, settingsOf } from './setting-hops';

interface JourneyProps {
  /** The hop whose settings are shown; undefined: all settings are. */
  readonly chosen: HopId | undefined;
  /** Called with the hop that a person chose; with undefined when it was chosen before. */
  onChoose(hop: HopId | undefined): void;
}

/**
 * A request's way from the shoppers to the database, drawn from the figures of the window: the arrows are as wide as
 * the traffic that gets so far. The traffic goes straight to the memo cache; query cache and network are this browser's.
 */
export const Journey = memo(function Journey({ chosen, onChoose }: JourneyProps) {
  const session = useSession();
  const run = session.use((state) => state.chart);
  const query = session.use((state) => state.query);
  const settings = session.use((state) => state.settings);
  const drawn = run && hops.map((hop) => ({ hop, view: hop.view({ run, query }) }));
  const most = Math.max(...(drawn ?? []).flatMap(({ view }) => [view.onward, view.around ?? 0]));
  return (
    <section className={classes.section} aria-labelledby="journey-title">
      <h2 id="journey-title">The journey of a request</h2>
      {drawn ? (
        <ol className={classes.journey}>
          {drawn.map(({ hop, view }) => (
            <li key={hop.id} className={classes.step}>
              <HopButton
                hop={hop}
                view={view}
                changed={changedOf(settings, settingsOf(hop.id)).length}
                isChosen={hop.id === chosen}
                onClick={() => onChoose(hop.id === chosen ? undefined : hop.id)}
              />
              {view.around !== undefined && <Arrow flow={view.around} most={most} around />}
              {hop.id !== hops.at(-1)?.id && <Arrow flow={view.onward} most={most} />}
            </li>
          ))}
        </ol>
      ) : (
        <p className={parts.empty}>The engine is starting…</p>
      )}
    </section>
  );
});

interface HopButtonProps {
  readonly hop: Hop;
  readonly view: HopView;
  /** Settings of the hop that differ from their defaults. */
  readonly changed: number;
  readonly isChosen: boolean;
  onClick(): void;
}

function HopButton({ hop: { id, title, place }, view, changed, isChosen, onClick }: HopButtonProps) {
  const { rings, figures, state } = view;
  return (
    <button
      type="button"
      className={classes.hop}
      data-hop={id}
      data-alarm={state?.alarm || undefined}
      aria-pressed={isChosen}
      title={isChosen ? 'Show all settings' : `Show the settings of this hop: ${title}`}
      onClick={onClick}
    >
      <span className={classes.title}>
        {title}
        {changed > 0 && (
          <small title={`${formatCounted(changed, 'setting')} changed`} className={classes.changed}>
            ● {changed}
          </small>
        )}
      </span>
      <span className={classes.place}>{place}</span>
      {state && <span className={classes.state}>{state.alarm ? `⚠ ${state.word}` : state.word}</span>}
      {rings.length > 0 && (
        <span className={classes.rings}>
          {rings.map((ring) => (
            <HitRing key={ring.name} {...ring} />
          ))}
        </span>
      )}
      {figures.map(({ name, value }) => (
        <span key={name} className={classes.figure}>
          <b>{value}</b> {name}
        </span>
      ))}
    </button>
  );
}

function HitRing({ name, window }: HopRing) {
  const shares = hitTruths.map((truth) => ({ look: outcomeLooks[truth], amount: window[truth] }));
  return (
    <span className={classes.ring}>
      <Ring name={`Hits of ${name}`} shares={shares} all={window.requests} />
      <small>{name}</small>
    </span>
  );
}

const flowText = (flow: number): string =>
  `${flow > 0 && flow < 10 ? flow.toFixed(1) : formatShort(Math.round(flow))}/s`;

const WIDEST_PX = 14;

/** As wide as the traffic: areas would hide a thousandth, so the width goes by the square root. */
function Arrow({ flow, most, around }: { flow: number; most: number; around?: boolean }) {
  const width = flow > 0 ? 1.5 + WIDEST_PX * Math.sqrt(flow / most) : 0;
  return (
    <span
      className={classes.arrow}
      data-around={around}
      data-empty={flow === 0 || undefined}
      style={{ '--width': `${width}px` } as CSSProperties}
    >
      <small>{flowText(flow)}</small>
      <i aria-hidden="true" />
    </span>
  );
}
