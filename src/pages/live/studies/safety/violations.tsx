import { useState } from 'react';
import type { EntryLink, Violation } from '../../../../engine/protocol';
import { formatMs } from '../../../../ui/format';
import { useSession } from '../../../session-context';
import { entryText } from '../../entry-text';
import classes from './safety.module.css';

/** The last times that a rule was broken, each with the entry concerned. */
export function Violations({ violations }: { readonly violations: readonly Violation[] }) {
  if (violations.length === 0) return null;
  return (
    <ul className={classes.violations} aria-label="Last violations">
      {violations.map(({ at, what, entry }) => (
        <li key={`${at} ${what} ${entry?.text}`}>
          {formatMs(at)}: {what}
          {entry && <Entry entry={entry} />}
        </li>
      ))}
    </ul>
  );
}

/** What the cache holds under a key at the moment when somebody asks. */
function Entry({ entry: { cache, key, text } }: { readonly entry: EntryLink }) {
  const { inspectKey } = useSession();
  const [found, setFound] = useState<string>();
  const look = async () => {
    const details = await inspectKey(cache, key);
    setFound(details ? entryText(details) : 'It is not in its cache any more.');
  };
  return (
    <>
      {' '}
      <button type="button" onClick={() => void look()}>
        {text}
      </button>
      <span aria-live="polite">{found && <span className={classes.entry}>{found}</span>}</span>
    </>
  );
}
