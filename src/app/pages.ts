/** The pages in the header, in this order; the first is where one comes in. */
export const pages = [
  { path: '', title: 'Live' },
  { path: 'shop', title: 'Shop' },
] as const;
