import type { PolicyDefinition, PolicyNeed } from './policy';

/** Serializable description of a policy, for the page and the terminal's help. */
export interface PolicyEntry {
  readonly name: string;
  readonly label: string;
  readonly summary: string;
  readonly needs: readonly PolicyNeed[];
}

export const policyCatalogue = (of: readonly PolicyDefinition[]): PolicyEntry[] =>
  of.map(({ name, label, summary, needs }) => ({ name, label, summary, needs }));
