import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { ApiBody, Claim, Judgement } from '../backend/api';
import { type HeldAnswer, sendChange } from './held-answer';
import { category, product, recommendations, SHOP, type ShopAccess, similar } from './queries/shop-queries';

/** How the shop's components access the shop. */
export interface ShopConnection {
  readonly root: string;
  /** Checks held answers against the current store. */
  judge(claims: readonly Claim[]): Promise<readonly Judgement[]>;
  /** Reports that the user changed the run. */
  onRunChanged(): void;
}

interface ShopInUse extends Pick<ShopAccess, 'by' | 'held'> {
  readonly connection: ShopConnection;
}

const ShopContext = createContext<ShopInUse | undefined>(undefined);
export const ShopProvider = ShopContext.Provider;

function useShop() {
  const shop = useContext(ShopContext);
  if (!shop) throw new Error('useShop needs a ShopProvider');
  return shop;
}

const useAccess = (): ShopAccess => {
  const { connection, by, held } = useShop();
  return { root: connection.root, by, held };
};

type Answered<K extends ApiBody['kind']> = UseQueryResult<HeldAnswer<Extract<ApiBody, { kind: K }>>>;

export const useRecommendations = (shopper: number): Answered<'recommendations'> =>
  useQuery(recommendations(useAccess(), shopper));
export const useProduct = (id: number): Answered<'product'> => useQuery(product(useAccess(), id));
export const useSimilar = (id: number): Answered<'similar'> => useQuery(similar(useAccess(), id));
export const useCategory = (id: number, shopper: number): Answered<'category'> =>
  useQuery(category(useAccess(), id, shopper));

/**
 * Returns the function that checks whether the answers shown are true, called about once a second. It is not a query of
 * the observed cache, which would then count its own audit.
 */
export const useJudge = () => useShop().connection.judge;

/** Returns the changes that a user can make; each invalidates the queries that it affects. */
export function useShopChanges() {
  const client = useQueryClient();
  const { connection } = useShop();
  const touch = (...kinds: ApiBody['kind'][]) => {
    connection.onRunChanged();
    return Promise.all(kinds.map((kind) => client.invalidateQueries({ queryKey: [SHOP, kind] })));
  };
  return {
    /** Invalidates only the product itself: other queries that show the price may show the old one. */
    setPrice: async (id: number, priceCents: number) => {
      await sendChange(connection.root, 'PATCH', `products/${id}`, { priceCents });
      await touch('product');
    },
    setProfile: async (shopper: number, profile: { likes: readonly number[]; thrift: number }) => {
      await sendChange(connection.root, 'PUT', `shoppers/${shopper}/profile`, profile);
      await touch('recommendations', 'category');
    },
    retrain: async () => {
      await sendChange(connection.root, 'POST', 'model/retrain');
      await touch('similar');
    },
  };
}
