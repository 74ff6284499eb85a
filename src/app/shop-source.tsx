import type { ShopInfo } from '../engine/contract/engine';
import { formatCounted } from '../ui/format';
import { Tip } from '../ui/tip';

interface ShopSourceProps {
  readonly shop: ShopInfo | undefined;
  onImport(): void;
  onEmbedded(): void;
}

/** The current shop, with buttons to import another one and to return to the embedded one. */
export function ShopSource({ shop, onImport, onEmbedded }: ShopSourceProps) {
  return (
    <>
      <Tip says={shop ? contents(shop) : 'The shop is being opened'}>
        <button type="button" disabled={!shop} onClick={onImport}>
          Shop: {shop?.source === 'imported' ? shop.title : 'embedded'}
        </button>
      </Tip>
      {shop?.source === 'imported' && (
        <button type="button" onClick={onEmbedded}>
          Return to the embedded shop
        </button>
      )}
    </>
  );
}

const contents = ({ title, products, shoppers, purchases }: ShopInfo): string =>
  `${title}: ${formatCounted(products, 'product')}, ${formatCounted(shoppers, 'shopper')}, ${formatCounted(purchases, 'purchase')}. Click to use your own.`;
