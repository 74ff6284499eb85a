import { useState } from 'react';
import { useProduct, useShopChanges, useSimilar } from '../../client/shop-context';
import { outcomeLooks } from '../../ui/outcomes';
import { Price, ProductList, Waiting } from './product-list';
import classes from './shop.module.css';
import { truthText } from './truth-text';
import { useTruth } from './use-truth';

/** A product page: the product, a field that changes its price, and similar products. */
export function ProductPage({
  id,
  limit,
  onProduct,
}: {
  readonly id: number;
  readonly limit: number;
  onProduct(id: number): void;
}) {
  const result = useProduct(id);
  const similar = useSimilar(id);
  const truth = useTruth(result.data);
  const product = result.data?.body.product;
  const now = new Map(truth?.prices).get(id);
  return (
    <>
      <Waiting result={result} rows={2} />
      {product && (
        <div className={classes.card} data-testid="product-card">
          <div>
            <b>{product.name}</b>{' '}
            <span className={classes.hint}>
              {product.category}, {product.stock === 0 ? 'sold out' : 'in stock'}
            </span>
          </div>
          <div className={classes.cardPrice}>
            <Price cents={product.priceCents} now={now} />
            {truth && truth.truth !== 'fresh' && (
              <span
                className={classes.mark}
                data-truth={truth.truth}
                title={outcomeLooks[truth.truth].meaning}
              >
                {truthText(truth)}
              </span>
            )}
          </div>
          <PriceEditor key={id} id={id} cents={now ?? product.priceCents} />
          <p className={classes.hint}>
            {result.data?.xCache &&
              `the service said: ${result.data.xCache}, ${result.data.ageSeconds} s old`}
          </p>
        </div>
      )}
      <ProductList
        title="Similar products"
        result={similar}
        items={similar.data?.body.items}
        limit={limit}
        onProduct={onProduct}
      />
    </>
  );
}

/** Changes the price in the store, as the shop's owner would. */
function PriceEditor({ id, cents }: { readonly id: number; readonly cents: number }) {
  const { setPrice } = useShopChanges();
  const [draft, setDraft] = useState('');
  const [problem, setProblem] = useState('');
  const send = async () => {
    const next = Math.round(Number(draft.replace(',', '.')) * 100);
    if (!(next > 0)) return setProblem('A price is more than 0, such as 4.50.');
    setProblem('');
    await setPrice(id, next).then(
      () => setDraft(''),
      (error: unknown) => setProblem(error instanceof Error ? error.message : String(error)),
    );
  };
  return (
    <form
      className={classes.editor}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <label>
        As the shop keeper, new price{' '}
        <input
          value={draft}
          inputMode="decimal"
          placeholder={(cents / 100).toFixed(2)}
          onChange={(event) => setDraft(event.currentTarget.value)}
          aria-label="New price"
          aria-invalid={problem !== ''}
        />
      </label>
      <button type="submit">Change</button>
      {problem && <span role="alert">{problem}</span>}
    </form>
  );
}
