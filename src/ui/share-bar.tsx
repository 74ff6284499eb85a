import { formatCount, formatShare } from './format';
import type { Look } from './outcomes';
import classes from './share-bar.module.css';

export interface Share {
  readonly look: Look;
  readonly amount: number;
}

/** Parts of a whole as one bar, each with its colour and texture; as text for screen readers. */
export function ShareBar({ name, shares }: { readonly name: string; readonly shares: readonly Share[] }) {
  const all = shares.reduce((sum, { amount }) => sum + amount, 0);
  const there = shares.filter(({ amount }) => amount > 0);
  const words = there.map(({ look, amount }) => `${look.label} ${formatShare(amount, all)}`);
  return (
    <div
      className={classes.bar}
      role="img"
      aria-label={`${name}: ${words.length > 0 ? words.join(', ') : 'nothing yet'}`}
    >
      {there.map(({ look, amount }) => (
        <i
          key={look.label}
          data-look={look.texture}
          title={`${look.label}: ${formatCount(amount)} (${formatShare(amount, all)}). ${look.meaning}`}
          style={{ flexGrow: amount, flexBasis: 0, backgroundColor: look.colour }}
        />
      ))}
    </div>
  );
}
