import { useEffect, useState } from 'react';
import { type ChangeReach, type ConcernedEntry, memoCacheNames } from '../../../../engine/contract/engine';
import { reachLooks } from '../../../../ui/outcomes';
import parts from '../../../parts/parts.module.css';
import { useSession } from '../../../session/session-context';
import { changeText } from '../../change-text';
import study from '../study.module.css';
import classes from './invalidation.module.css';

/** The entries that depend on one change, by cache, each with its outcome. */
export function ConcernedEntries({ change }: { readonly change: ChangeReach }) {
  const session = useSession();
  const { sequence, message } = change;
  const [held, setHeld] = useState<{ readonly of: string; readonly entries: readonly ConcernedEntry[] }>();
  // The reach of a change is known once its message has arrived.
  const wanted = `${sequence} ${message}`;
  useEffect(() => {
    let current = true;
    void session.concerned(sequence).then((entries) => {
      if (current) setHeld({ of: wanted, entries: entries ?? [] });
    });
    return () => {
      current = false;
    };
  }, [session, sequence, wanted]);
  if (held?.of !== wanted) return <p className={parts.hint}>Asking the engine…</p>;
  return (
    <section aria-label="Entries that the change concerned" data-testid="concerned">
      <p className={parts.hint}>
        <b>{changeText(change)}</b>
        {message === 'under way' ? '. Its message is under way: nothing is known yet.' : ''}
      </p>
      <div className={classes.caches}>
        {memoCacheNames.map((name) => {
          const entries = held.entries.filter(({ cache }) => cache === name);
          const { reached, missed } = change.caches[name];
          const more = reached + missed - entries.length;
          return (
            <div key={name}>
              <h3>{name}</h3>
              {entries.length === 0 && <p className={parts.hint}>No entry held the fact.</p>}
              <ul className={study.plain}>
                {entries.map((entry) => (
                  <li key={entry.key}>
                    <Fate entry={entry} /> {entry.key}
                  </li>
                ))}
              </ul>
              {more > 0 && <p className={parts.hint}>and {more} more</p>}
            </div>
          );
        })}
      </div>
    </section>
  );
}

function Fate({ entry: { fate, judged } }: { readonly entry: ConcernedEntry }) {
  if (fate === 'reached' && judged === undefined) return <span className={classes.fate}>reached</span>;
  const look =
    fate === 'missed' ? reachLooks.missed : judged === 'right' ? reachLooks.needless : reachLooks.rightly;
  return (
    <span className={classes.fate} title={look.meaning} style={{ borderColor: look.colour }}>
      {look.letter} {look.label}
    </span>
  );
}
