import { defineStrategy } from './strategy';

/** A write to the store also writes the new values of the entries named after the fact into the cache, at once. */
export const writeThrough = defineStrategy({
  name: 'write-through',
  sendsMessages: true,
  concerns: ({ fact }, { names, holders }) => holders.named(names.after(fact)),
  obey: ({ fact }, { names, memos, write }, concerned) => {
    for (const entry of concerned) write(entry);
    // What is not held need not be written, but what is being made of it is from before.
    for (const { cache, key } of names.after(fact)) memos[cache].revokeKey(key);
  },
});
