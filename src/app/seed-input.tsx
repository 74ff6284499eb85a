import { NumberInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import classes from './shell.module.css';

/** The seed of the run. A new one takes effect when the field is left or Enter is pressed: it starts the run anew. */
export function SeedInput({ seed, onSeed }: { readonly seed: number; onSeed(seed: number): void }) {
  const [draft, setDraft] = useState<number | string>(seed);
  useEffect(() => setDraft(seed), [seed]);
  const commit = () => {
    if (typeof draft === 'number' && draft !== seed) onSeed(draft);
    else setDraft(seed);
  };
  return (
    <NumberInput
      className={classes.seed}
      size="xs"
      aria-label="Seed"
      leftSection={<small>seed</small>}
      leftSectionWidth={42}
      min={0}
      max={999_999_999}
      allowDecimal={false}
      hideControls
      value={draft}
      onChange={setDraft}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
      }}
    />
  );
}
