import type { QueryClient } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { Reply } from '../base/result';
import type { ShopConnection } from '../client/shop-context';
import type { VirtualTime } from '../client/virtual-time';
import type { EngineLink } from '../engine/contract/connect';
import type { Session } from '../pages/session/session';

/** The objects that exist as long as the page is open. Created once by `start`, passed down by context. */
export interface Lab {
  readonly link: EngineLink;
  readonly session: Session;
  readonly queryClient: QueryClient;
  readonly time: VirtualTime;
  readonly shop: ShopConnection;
  /** Whether the backend serves the shop on the page, or why the shop is unavailable. */
  readonly backend: Promise<Reply<void>>;
  /** Starts the backend again. */
  restartBackend(): Promise<Reply<void>>;
}

const LabContext = createContext<Lab | undefined>(undefined);
export const LabProvider = LabContext.Provider;

/** Returns the running laboratory. Only inside `LabProvider`. */
export function useLab(): Lab {
  const lab = useContext(LabContext);
  if (!lab) throw new Error('useLab outside LabProvider');
  return lab;
}
