import type { PageOutcome } from '../../engine/contract/engine';
import { type Look, outcomeLooks } from '../../ui/outcomes';

/** What shoppers got, in the words and colours of the caches' outcomes. */
export const pageOutcomeLooks = {
  right: { ...outcomeLooks.fresh, label: 'right', meaning: 'What the database would give at that moment.' },
  stale: outcomeLooks.stale,
  unchecked: outcomeLooks.unchecked,
  wrong: outcomeLooks.wrong,
  degraded: outcomeLooks.degraded,
  failed: { ...outcomeLooks.error, label: 'failed' },
} as const satisfies Record<PageOutcome, Look>;
