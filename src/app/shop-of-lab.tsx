import { useEffect, useState } from 'react';
import type { Reply } from '../base/result';
import { Shop } from '../pages/shop/shop';
import { adviceFor } from '../ui/advice';
import { useLab } from './lab';
import classes from './shell.module.css';

export const openingShop = <p className={classes.opening}>Opening the shop…</p>;

/** The shop with the connection of this laboratory, as a page of its own or compact within another. */
export function ShopOfLab({ compact }: { readonly compact: boolean }) {
  const { session, shop: connection, time, backend, restartBackend } = useLab();
  const shop = session.use((state) => state.shop);
  const run = session.use((state) => state.run);
  const paused = session.use(({ snapshot }) => snapshot?.playing === false);
  const held = session.use(({ exchanging, dead }) => exchanging || dead);
  const [door, setDoor] = useState<Reply<void>>();
  useEffect(() => void backend.then(setDoor), [backend]);
  // No request of the page is earlier than the backend that answers it.
  if (!shop || !door) return compact ? null : openingShop;
  return (
    <Shop
      // Another run is another shop: nobody is on a page of the old one.
      key={run}
      connection={connection}
      shop={shop}
      seed={1}
      toWall={time.toWall}
      compact={compact}
      paused={paused}
      held={held}
      closed={door.ok ? undefined : `${door.problem.what} ${adviceFor(door.problem)}`}
      onReopen={() => void restartBackend().then(setDoor)}
    />
  );
}
