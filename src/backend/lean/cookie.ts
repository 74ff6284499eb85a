/** Stands in for the reader of Cookie headers in MSW: the shop's API has no cookies. */
export const parse = (): Record<string, string> => ({});
export const serialize = (): string => '';
