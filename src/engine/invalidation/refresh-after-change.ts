import { memoCacheNames } from '../contract/tier';
import { defineStrategy } from './strategy';

/** Nothing leaves: whatever was computed from the fact is computed anew, and the old value serves until then. */
export const refreshAfterChange = defineStrategy({
  name: 'refresh',
  label: 'refresh after change',
  help: 'Every entry that was computed from the changed fact is recomputed behind the answers; the old one is served until then.',
  tells: true,
  concerns: ({ fact }, { holders }) => holders.of(fact),
  obey: ({ fact }, { memos, renew }, concerned) => {
    for (const name of memoCacheNames) memos[name].revokeTag(fact);
    renew(concerned);
  },
});
