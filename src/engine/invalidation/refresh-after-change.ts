import { memoCacheNames } from '../contract/tier';
import { defineStrategy } from './strategy';

/** Nothing leaves: whatever was computed from the fact is computed anew, and the old value serves until then. */
export const refreshAfterChange = defineStrategy({
  name: 'refresh',
  sendsMessages: true,
  concerns: ({ fact }, { holders }) => holders.of(fact),
  obey: ({ fact }, { memos, renew }, concerned) => {
    for (const name of memoCacheNames) memos[name].revokeTag(fact);
    renew(concerned);
  },
});
