import { memoCacheNames } from '../contract/tier';
import { defineStrategy } from './strategy';

/** Facts are the tags: whatever was computed from this one goes. */
export const byTag = defineStrategy({
  name: 'tags',
  label: 'by tag',
  help: 'A change removes every entry that was computed from the changed fact.',
  tells: true,
  concerns: ({ fact }, { holders }) => holders.of(fact),
  obey: ({ fact }, { memos }) => {
    for (const name of memoCacheNames) memos[name].invalidateTag(fact);
  },
});
