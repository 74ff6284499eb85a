import type { StudyTerm } from '../../ui/glossary-of-studies';
import { Term } from './term';

interface TermHeadsProps {
  /** The head of the first column when it is not a glossary term. */
  readonly first?: string;
  readonly ids: readonly StudyTerm[];
}

/** A table head whose columns have glossary explanations. */
export function TermHeads({ first, ids }: TermHeadsProps) {
  return (
    <thead>
      <tr>
        {first && <th scope="col">{first}</th>}
        {ids.map((id) => (
          <th key={id} scope="col">
            <Term id={id} />
          </th>
        ))}
      </tr>
    </thead>
  );
}
