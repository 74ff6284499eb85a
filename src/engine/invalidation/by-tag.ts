import { memoCacheNames } from '../contract/tier';
import { defineStrategy } from './strategy';

/** Facts are the tags: whatever was computed from this one goes. */
export const byTag = defineStrategy({
  name: 'tags',
  sendsMessages: true,
  concerns: ({ fact }, { holders }) => holders.of(fact),
  obey: ({ fact }, { memos }) => {
    for (const name of memoCacheNames) memos[name].invalidateTag(fact);
  },
});
