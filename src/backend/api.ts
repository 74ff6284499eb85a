/** What the shop's API gives, as types: all that the client may know of the backend. */
export type {
  ApiBody,
  ApiRequest,
  Claim,
  Judgement,
  LoggedEvent,
  Outcome,
  RequestedBy,
  Settings,
  ShopItem,
  ShopProduct,
  Speed,
  TierCounters,
  TierFigures,
} from '../engine/protocol';
