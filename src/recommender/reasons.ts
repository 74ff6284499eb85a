import type { ReasonColumns } from './contract';

/** Kinds in the order of their numbers in a page's columns; the first is that of a product without support. */
export const reasonKinds = [
  'none',
  'bought',
  'alike',
  'again',
  'before',
  'category',
  'popular',
  'bestseller',
  'price',
] as const;
export type ReasonKind = (typeof reasonKinds)[number];

/** Why a product is shown, so that a person can check it against what the shopper bought and said. */
export type Reason =
  /** No reason: it fills the page. */
  | { readonly kind: 'none' }
  /** It is similar to a product of the shopper's history; of several, to the one that supports it most. */
  | { readonly kind: 'bought'; readonly product: number }
  /** It is similar to the product whose page this is. */
  | { readonly kind: 'alike'; readonly product: number }
  /** The shopper buys it again after this many days, which have about passed. */
  | { readonly kind: 'again'; readonly everyDays: number }
  /** The shopper has bought it, recently or often. */
  | { readonly kind: 'before' }
  /** The shopper buys from its category, or likes it. */
  | { readonly kind: 'category'; readonly category: number }
  /** More shoppers have it than have the average product of its category. */
  | { readonly kind: 'popular'; readonly category: number }
  /** It is among the shop's most bought products. */
  | { readonly kind: 'bestseller' }
  /** Its price is near the middle of what the shopper pays. */
  | { readonly kind: 'price'; readonly usualCents: number };

/** Returns the number of a reason in a page's columns. */
export const numberOf = ({ kind }: Reason): number => reasonKinds.indexOf(kind);

/** Returns the subject of a reason as one number for a column; -1 for none. */
export function aboutOf(reason: Reason): number {
  switch (reason.kind) {
    case 'none':
    case 'before':
    case 'bestseller':
      return -1;
    case 'bought':
    case 'alike':
      return reason.product;
    case 'again':
      return reason.everyDays;
    case 'category':
    case 'popular':
      return reason.category;
    case 'price':
      return reason.usualCents;
  }
}

/** Returns the reason of the product at a place of a page. */
export function reasonAt({ kind: kinds, about: abouts }: ReasonColumns, place: number): Reason {
  const kind = reasonKinds[kinds[place] ?? 0] ?? 'none';
  const about = abouts[place] ?? -1;
  switch (kind) {
    case 'none':
    case 'before':
    case 'bestseller':
      return { kind };
    case 'bought':
    case 'alike':
      return { kind, product: about };
    case 'again':
      return { kind, everyDays: about };
    case 'category':
    case 'popular':
      return { kind, category: about };
    case 'price':
      return { kind, usualCents: about };
  }
}
