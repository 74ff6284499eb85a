import type { ReactNode } from 'react';
import classes from './shop-page.module.css';

/** The shop as a page of its own. */
export default function ShopPage({ children }: { readonly children: ReactNode }) {
  return <div className={classes.page}>{children}</div>;
}
