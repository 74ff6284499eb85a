import { useState } from 'react';
import { IconContrast } from '../ui/icons';
import { Tip } from '../ui/tip';
import { chooseTheme, shownTheme } from './theme';

/** A switch between light and dark; before the first choice the system's setting applies. */
export function ThemeToggle() {
  const [shown, setShown] = useState(shownTheme);
  const other = shown === 'light' ? 'dark' : 'light';
  return (
    <Tip says={`Switch to ${other}`} delayMs={400}>
      <button
        type="button"
        aria-label={`Switch to ${other}`}
        onClick={() => {
          chooseTheme(other);
          setShown(other);
        }}
      >
        <IconContrast />
      </button>
    </Tip>
  );
}
