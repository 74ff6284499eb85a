import { defineStrategy } from './strategy';

/** What most people write first: only the entry goes that is named after the thing that changed. */
export const byKey = defineStrategy({
  name: 'key',
  sendsMessages: true,
  concerns: ({ fact }, { names, holders }) => holders.named(names.after(fact)),
  obey: ({ fact }, { names, memos }) => {
    for (const { cache, key } of names.after(fact)) memos[cache].invalidateKey(key);
  },
});
