import type { ComponentType } from 'react';
import { LivePage } from '../pages/live/page';
import { lazyPart } from '../ui/lazy-part';
import { useLab } from './lab';
import { openingShop, ShopOfLab } from './shop-of-lab';

interface PageRoute {
  /** After `#/` in the address. */
  readonly path: string;
  readonly title: string;
  readonly View: ComponentType;
}

const ShopPage = lazyPart(() => import('../pages/shop/page'), {
  what: 'The page of the shop',
  waiting: openingShop,
});

function Live() {
  const { link } = useLab();
  return <LivePage inspect={link.engine.inspect} shop={<ShopOfLab compact />} />;
}

/** The pages in the order of the header. The first one is the default. */
export const pages: readonly [PageRoute, ...PageRoute[]] = [
  { path: '', title: 'Live', View: Live },
  {
    path: 'shop',
    title: 'Shop',
    View: () => (
      <ShopPage>
        <ShopOfLab compact={false} />
      </ShopPage>
    ),
  },
];
