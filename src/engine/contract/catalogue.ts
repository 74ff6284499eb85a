import type { NaiveWayInfo } from './naive';

export interface Catalogue {
  readonly policies: readonly {
    readonly name: string;
    readonly label: string;
    readonly summary: string;
    readonly needs: readonly string[];
  }[];
  readonly naive: readonly NaiveWayInfo[];
}
