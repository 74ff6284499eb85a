import { useState } from 'react';
import type { EntryLink, Violation } from '../../../../engine/contract/engine';
import { formatClock } from '../../../../ui/format';
import { useSession } from '../../../session/session-context';
import { entryText } from '../../entry-text';
import study from '../study.module.css';
import classes from './safety.module.css';

/** The latest violations of a rule, each with its entry. The opened one stays while new ones arrive. */
export function Violations({ violations }: { readonly violations: readonly Violation[] }) {
  const { inspectKey } = useSession();
  const [found, setFound] = useState<string>();
  if (violations.length === 0) return null;
  const look = async ({ cache, key, text }: EntryLink) => {
    const details = await inspectKey(cache, key);
    setFound(details ? entryText(details) : `${text}: it is not in its cache any more.`);
  };
  return (
    <>
      <ul className={`${study.plain} ${classes.violations}`} aria-label="Last violations">
        {violations.map(({ number, at, what, entry }) => (
          <li key={number}>
            {formatClock(at)}: {what}{' '}
            {entry && (
              <button type="button" onClick={() => void look(entry)}>
                {entry.text}
              </button>
            )}
          </li>
        ))}
      </ul>
      <p aria-live="polite" className={classes.entry} data-testid="entry-looked-at">
        {found}
      </p>
    </>
  );
}
