import { type OutcomeName, outcomeLooks } from '../outcomes';

/** Textures for stale and bad outcomes, so that the chart is readable without colour. */
export const hatchOf: Partial<Record<OutcomeName, string>> = {
  stale: 'url(#hatch-stale)',
  unchecked: 'url(#hatch-unchecked)',
  wrong: 'url(#hatch-wrong)',
  degraded: 'url(#hatch-degraded)',
};

/** The patterns that `hatchOf` names. */
export function Hatches() {
  return (
    <defs>
      <pattern
        id="hatch-stale"
        width="6"
        height="6"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect width="6" height="6" fill={outcomeLooks.stale.colour} />
        <rect width="2" height="6" fill="var(--panel)" opacity="0.55" />
      </pattern>
      <pattern id="hatch-unchecked" width="4" height="4" patternUnits="userSpaceOnUse">
        <rect width="4" height="4" fill={outcomeLooks.unchecked.colour} />
        <rect width="1" height="4" fill="var(--quiet)" opacity="0.7" />
      </pattern>
      <pattern id="hatch-degraded" width="5" height="5" patternUnits="userSpaceOnUse">
        <rect width="5" height="5" fill={outcomeLooks.degraded.colour} />
        <circle cx="2.5" cy="2.5" r="1" fill="var(--panel)" opacity="0.8" />
      </pattern>
      <pattern id="hatch-wrong" width="6" height="6" patternUnits="userSpaceOnUse">
        <rect width="6" height="6" fill={outcomeLooks.wrong.colour} />
        <path d="M0 0L6 6M6 0L0 6" stroke="var(--panel)" strokeWidth="1" opacity="0.6" />
      </pattern>
    </defs>
  );
}
