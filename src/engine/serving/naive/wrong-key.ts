import type { NaiveWay } from './naive-way';

/** The shopper is left out of the key: what Steam's front pages did on 25 December 2015. */
export const wrongKey: NaiveWay<'wrong-key'> = {
  name: 'wrong-key',
  harms: [{ figure: 'hidden', from: 0.05 }],
  preset: [],
  cureBy: { setting: 'memoKind', value: 'memoize' },
  pageKey: (key, keys) => {
    const page = keys.page(key);
    return page.kind === 'product' ? key : keys.number({ ...page, shopper: 0 });
  },
};
