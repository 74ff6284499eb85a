import { useEffect, useState } from 'react';
import { LARGEST_SEED } from '../engine/contract/run-schema';
import { formatCount } from '../ui/format';
import classes from './shell.module.css';

/** The field for the seed. A new seed takes effect on blur or Enter: it restarts the run. */
export function SeedInput({ seed, onSeed }: { readonly seed: number; onSeed(seed: number): void }) {
  const [draft, setDraft] = useState(String(seed));
  useEffect(() => setDraft(String(seed)), [seed]);
  const next = Number(draft);
  const isSeed = /^\d+$/.test(draft) && next <= LARGEST_SEED;
  const commit = () => {
    if (isSeed && next !== seed) onSeed(next);
  };
  return (
    <label className={classes.seed}>
      seed
      <input
        type="text"
        inputMode="numeric"
        aria-label="Seed"
        aria-invalid={!isSeed}
        value={draft}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={() => (isSeed ? commit() : setDraft(String(seed)))}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
        }}
      />
      {!isSeed && <span role="alert">a whole number up to {formatCount(LARGEST_SEED)}</span>}
    </label>
  );
}
