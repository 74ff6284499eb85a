import type { ReactNode } from 'react';
import classes from './shop-page.module.css';

/** The shop alone, with room. */
export default function ShopPage({ children }: { readonly children: ReactNode }) {
  return <div className={classes.page}>{children}</div>;
}
