import { useEffect, useMemo, useState } from 'react';
import {
  type CacheMapFrame,
  type EntryDetails,
  type MemoCacheName,
  memoCacheNames,
} from '../../../engine/contract/engine';
import { CacheMap, mapLegend } from '../../../ui/cache-map/cache-map';
import type { MapColouring } from '../../../ui/cache-map/palette';
import { formatCount, formatShort } from '../../../ui/format';
import { Legend } from '../../../ui/legend';
import { Panel } from '../../../ui/panel';
import { Segments } from '../../../ui/segments';
import parts from '../../parts/parts.module.css';
import { useSession } from '../../session/session-context';
import { entryText } from '../entry-text';
import classes from '../live.module.css';

const LEGENDS: Record<Exclude<MapColouring, 'state'>, string> = {
  age: 'light: just made; dark: at the end of its TTL',
  recency: 'light: unused for longest; dark: used just now',
};

/** Every entry of one memo cache as a cell, with the history of the selected one. */
export function MemoMap({
  inspect,
}: {
  readonly inspect: (cache: MemoCacheName, slot: number) => Promise<EntryDetails | undefined>;
}) {
  const session = useSession();
  const map = session.use((state) => state.map);
  const mapped = session.use((state) => state.mapped);
  const [colouring, setColouring] = useState<MapColouring>('state');
  const [chosen, setChosen] = useState<number>();
  const [details, setDetails] = useState<EntryDetails>();
  const slot = chosen === undefined ? undefined : map?.slots[chosen];

  useEffect(() => {
    if (slot === undefined) return setDetails(undefined);
    let current = true;
    void inspect(mapped, slot).then((found) => current && setDetails(found));
    return () => {
      current = false;
    };
  }, [inspect, mapped, slot]);

  const counts = useMemo(() => map && countStates(map), [map]);
  return (
    <Panel
      id="memo-map"
      title="Entries"
      tools={
        <div className={parts.tools}>
          <select
            aria-label="Cache on the map"
            value={mapped}
            onChange={(event) => session.mapCache(event.currentTarget.value as MemoCacheName)}
          >
            {memoCacheNames.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
          <Segments
            label="Colour of the cells"
            options={['state', 'age', 'recency'] as const satisfies MapColouring[]}
            value={colouring}
            onChange={(next) => setColouring(next)}
          />
        </div>
      }
    >
      {colouring === 'state' ? (
        <Legend looks={mapLegend} counts={counts} />
      ) : (
        <p className={parts.hint}>{LEGENDS[colouring]}</p>
      )}
      {map && map.every > 1 && (
        <p className={parts.hint}>
          {formatCount(map.slots.length)} of {formatCount(map.entries)} entries have a cell, evenly spread.
        </p>
      )}
      {!map || map.slots.length === 0 ? (
        <p className={parts.empty}>No entries yet.</p>
      ) : (
        <CacheMap
          name={`Map of the ${mapped} cache`}
          cells={map}
          colouring={colouring}
          chosen={chosen}
          onChoose={setChosen}
        />
      )}
      <p className={classes.details} aria-live="polite" data-testid="entry-details">
        {details
          ? entryText(details)
          : 'Point at a cell, touch it, or focus the map and use the arrow keys. The paler a cell, the nearer its deadline.'}
      </p>
    </Panel>
  );
}

/** Counts of entries by state; estimated from the entries with a cell when not all have one. */
function countStates({ state, every }: CacheMapFrame): string[] {
  const counts = new Array<number>(mapLegend.length).fill(0);
  for (const one of state) counts[one] = (counts[one] as number) + 1;
  return counts.map((count) => (every === 1 ? formatCount(count) : `≈ ${formatShort(every * count)}`));
}
