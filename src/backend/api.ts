/** What the shop's API gives, as types: all that the client may know of the backend. */
export type {
  ApiBody,
  ApiRequest,
  CacheTruth,
  Claim,
  Judgement,
  LoggedEvent,
  Outcome,
  RequestedBy,
  Settings,
  ShopItem,
  ShopProduct,
  ShownLine,
  Speed,
  TierCounters,
  TierFigures,
  WrongAnswer,
} from '../engine/contract/engine';
