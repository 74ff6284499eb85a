import type { Evidence } from '../../../../engine/contract/engine';
import { EvidenceList } from './evidence-list';

/** What the engine keeps beside its caches, each with the most that there may be. */
export function EngineBooks({ books }: { readonly books: readonly Evidence[] }) {
  return (
    <details data-part="engine-books">
      <summary>Kept beside the caches, and the most of each</summary>
      <EvidenceList evidence={books} />
    </details>
  );
}
