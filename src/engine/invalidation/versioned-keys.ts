import { defineStrategy } from './strategy';

/** The generation of product, shopper and model is part of the key: what is under the old one is never found again. */
export const versionedKeys = defineStrategy({
  name: 'versions',
  sendsMessages: true,
  // Every list and page notes the model, and has its generation in the key.
  concerns: ({ fact }, { names, holders, facts }) =>
    fact === facts.model ? holders.of(fact) : holders.named(names.containing(fact)),
  obey: ({ fact, version }, { generations }) => generations.hear(fact, version),
});
