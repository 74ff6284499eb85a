import { Button, Menu } from '@mantine/core';
import type { ShopInfo } from '../engine/protocol';
import { formatCount } from '../ui/format';
import { IconChevronDown } from '../ui/icons';

interface ShopSourceProps {
  readonly shop: ShopInfo | undefined;
  onImport(): void;
  onEmbedded(): void;
}

/** Which shop is in use, with the way to one's own and the way back. */
export function ShopSource({ shop, onImport, onEmbedded }: ShopSourceProps) {
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button variant="default" size="compact-sm" rightSection={<IconChevronDown />} disabled={!shop}>
          Shop: {shop?.source === 'imported' ? shop.title : 'embedded'}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {shop && (
          <Menu.Label>
            {shop.title}: {formatCount(shop.products)} products, {formatCount(shop.shoppers)} shoppers,{' '}
            {formatCount(shop.purchases)} purchases
          </Menu.Label>
        )}
        <Menu.Item onClick={onImport}>Use your own data…</Menu.Item>
        <Menu.Item onClick={onEmbedded} disabled={shop?.source !== 'imported'}>
          Return to the embedded shop
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
