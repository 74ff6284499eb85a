import { defineStrategy } from './strategy';

/** Who writes to the store writes the new value of what is named after the fact into the cache, in the same breath. */
export const writeThrough = defineStrategy({
  name: 'write-through',
  tells: true,
  concerns: ({ fact }, { names, holders }) => holders.named(names.after(fact)),
  obey: ({ fact }, { names, memos, write }, concerned) => {
    for (const entry of concerned) write(entry);
    // What is not held need not be written, but what is being made of it is from before.
    for (const { cache, key } of names.after(fact)) memos[cache].revokeKey(key);
  },
});
