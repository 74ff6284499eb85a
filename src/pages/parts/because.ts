import type { Because } from '../../engine/contract/engine';
import { formatPrice } from '../../ui/format';

/** The text that the shop prints under a product, beside its price. */
export const lineUnder = (why: Because | 'sold out'): string => (why === 'sold out' ? why : wordsOf(why));

/** Returns the reason for a recommendation, addressed to the shopper. */
export function wordsOf(because: Because): string {
  switch (because.kind) {
    case 'bought':
      return `because you bought ${because.name.toLowerCase()}`;
    case 'alike':
      return `similar to ${because.name.toLowerCase()}`;
    case 'again':
      return because.everyDays === 1
        ? 'you buy this again about every day'
        : `you buy this again about every ${because.everyDays} days`;
    case 'before':
      return 'you bought this before';
    case 'category':
      return `you often choose ${because.name.toLowerCase()}`;
    case 'popular':
      return `popular in ${because.name.toLowerCase()}`;
    case 'bestseller':
      return 'one of the most bought here';
    case 'price':
      return `near the ${formatPrice(because.usualCents)} that you usually pay`;
  }
}
