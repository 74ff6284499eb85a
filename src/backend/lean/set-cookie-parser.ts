/** Stands in for the package of this name in MSW: the shop’s API sets no cookies. */
export const splitCookiesString = (): never[] => [];
export const parse = splitCookiesString;
