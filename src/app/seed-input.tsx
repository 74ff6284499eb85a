import { useEffect, useState } from 'react';
import classes from './shell.module.css';

const MOST = 999_999_999;

/** The seed of the run. A new one takes effect when the field is left or Enter is pressed: it starts the run anew. */
export function SeedInput({ seed, onSeed }: { readonly seed: number; onSeed(seed: number): void }) {
  const [draft, setDraft] = useState(String(seed));
  useEffect(() => setDraft(String(seed)), [seed]);
  const commit = () => {
    const next = Number(draft);
    if (/^\d+$/.test(draft) && next <= MOST && next !== seed) onSeed(next);
    else setDraft(String(seed));
  };
  return (
    <label className={classes.seed}>
      seed
      <input
        type="text"
        inputMode="numeric"
        aria-label="Seed"
        value={draft}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
        }}
      />
    </label>
  );
}
