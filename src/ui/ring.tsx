import { formatShare, NOTHING } from './format';
import type { Look } from './outcomes';
import classes from './ring.module.css';
import type { Share } from './share-bar';

interface RingProps {
  /** What the whole is, for screen readers. */
  readonly name: string;
  /** The coloured parts; what is left of `all` stays grey. */
  readonly shares: readonly Share[];
  readonly all: number;
}

/** Parts of a whole as a ring, with their sum as a percentage in its middle; as text for screen readers. */
export function Ring({ name, shares, all }: RingProps) {
  const there = shares.filter(({ amount }) => amount > 0);
  const sum = there.reduce((total, { amount }) => total + amount, 0);
  const words = there.map(({ look, amount }) => `${look.label} ${formatShare(amount, all)}`);
  return (
    <svg
      className={classes.ring}
      viewBox="0 0 40 40"
      role="img"
      aria-label={`${name}: ${words.length > 0 ? words.join(', ') : 'nothing yet'}`}
    >
      <circle className={classes.rest} cx="20" cy="20" r="16" />
      {arcs(there, all).map(({ look, from, part }) => (
        <circle
          key={look.label}
          cx="20"
          cy="20"
          r="16"
          pathLength={100}
          stroke={look.colour}
          strokeDasharray={`${part} ${100 - part}`}
          strokeDashoffset={25 - from}
        />
      ))}
      <text x="20" y="20">
        {all > 0 ? `${Math.round((100 * sum) / all)} %` : NOTHING}
      </text>
    </svg>
  );
}

/** Where each share begins on the ring and how long it is, in hundredths. */
function arcs(shares: readonly Share[], all: number): { look: Look; from: number; part: number }[] {
  let end = 0;
  return shares.map(({ look, amount }) => {
    const part = (100 * amount) / all;
    end += part;
    return { look, from: end - part, part };
  });
}
