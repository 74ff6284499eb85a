import { useState } from 'react';
import { useCategory, useRecommendations, useShopChanges } from '../../client/shop-context';
import { ProductList } from './product-list';
import classes from './shop.module.css';

interface HomeProps {
  readonly shopper: number;
  readonly limit: number;
  readonly categories: readonly { readonly id: number; readonly name: string }[];
  onProduct(id: number): void;
  onCategory(id: number): void;
}

/** A shopper's home page: recommendations with reasons, and the stated preferences. */
export function HomePage({ shopper, limit, categories, onProduct, onCategory }: HomeProps) {
  const result = useRecommendations(shopper);
  const who = result.data?.body.shopper;
  return (
    <>
      <ProductList
        title={who ? `For ${who.name}` : 'For you'}
        result={result}
        items={result.data?.body.items}
        limit={limit}
        onProduct={onProduct}
      />
      {who && (
        <Likes
          key={shopper}
          shopper={shopper}
          likes={who.likes}
          categories={categories}
          onCategory={onCategory}
        />
      )}
    </>
  );
}

/** A category page for this shopper. */
export function CategoryPage({
  id,
  shopper,
  limit,
  onProduct,
}: {
  readonly id: number;
  readonly shopper: number;
  readonly limit: number;
  onProduct(id: number): void;
}) {
  const result = useCategory(id, shopper);
  return (
    <ProductList
      title={result.data?.body.category.name ?? 'Category'}
      result={result}
      items={result.data?.body.items}
      limit={limit}
      onProduct={onProduct}
    />
  );
}

function Likes({
  shopper,
  likes,
  categories,
  onCategory,
}: { readonly shopper: number; readonly likes: readonly string[] } & Pick<
  HomeProps,
  'categories' | 'onCategory'
>) {
  const { setProfile } = useShopChanges();
  const [problem, setProblem] = useState('');
  const liked = categories.filter(({ name }) => likes.includes(name)).map(({ id }) => id);
  const add = (id: number) => {
    const next = liked.includes(id) ? liked.filter((one) => one !== id) : [...liked, id];
    setProfile(shopper, { likes: next, thrift: 0.5 }).then(
      () => setProblem(''),
      (error: unknown) => setProblem(error instanceof Error ? error.message : String(error)),
    );
  };
  return (
    <div className={classes.likes}>
      Likes{' '}
      {likes.length === 0
        ? 'nothing in particular'
        : categories
            .filter(({ id }) => liked.includes(id))
            .map(({ id, name }) => (
              <button key={id} type="button" className={classes.link} onClick={() => onCategory(id)}>
                {name}
              </button>
            ))}
      <select
        aria-label="Change what this shopper likes"
        value=""
        onChange={(event) => event.currentTarget.value && add(Number(event.currentTarget.value))}
      >
        <option value="">change…</option>
        {categories.map(({ id, name }) => (
          <option key={id} value={id}>
            {liked.includes(id) ? `− ${name}` : `+ ${name}`}
          </option>
        ))}
      </select>
      {problem && <span role="alert">{problem}</span>}
    </div>
  );
}
