import type { ShownLine } from '../../engine/contract/engine';
import { formatPrice } from '../../ui/format';
import { lineUnder } from '../parts/because';
import parts from '../parts/parts.module.css';
import { Scroll } from '../parts/scroll';
import own from './shown-beside.module.css';

interface ShownBesideProps {
  /** The requested item. */
  readonly of: string;
  readonly shown: readonly ShownLine[];
  readonly should: readonly ShownLine[];
}

interface Row {
  readonly rank: number;
  readonly shown: ShownLine | undefined;
  readonly should: ShownLine | undefined;
  readonly differs: boolean;
}

/** The shown answer beside the correct one, line by line, with a sign where they differ. */
export function ShownBeside({ of, shown, should }: ShownBesideProps) {
  const length = Math.max(shown.length, should.length);
  const rows = Array.from(
    { length },
    (_, i): Row => ({
      rank: i + 1,
      shown: shown[i],
      should: should[i],
      differs: differ(shown[i], should[i]),
    }),
  );
  return (
    <Scroll label={`What was shown and what should have been: ${of}`}>
      <table className={parts.table} data-testid="wrong-answer">
        <thead>
          <tr>
            <th scope="col">#</th>
            <th scope="col">was shown</th>
            <th scope="col">
              <span className="visually-hidden">differs</span>
            </th>
            <th scope="col">should have been</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.rank} data-differs={row.differs || undefined} className={own.line}>
              <th scope="row">{row.rank}</th>
              <td>{textOf(row.shown, digitsOf(row))}</td>
              <td>{row.differs ? <span title="differs">≠</span> : ''}</td>
              <td>{textOf(row.should, digitsOf(row))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

/** Whether two lines differ for the shopper; scores, which the shop never shows, differ from one millionth on. */
const differ = (a: ShownLine | undefined, b: ShownLine | undefined): boolean =>
  a?.what !== b?.what ||
  a?.priceCents !== b?.priceCents ||
  (a?.why && lineUnder(a.why)) !== (b?.why && lineUnder(b.why)) ||
  Math.abs((a?.score ?? 0) - (b?.score ?? 0)) > 1e-6;

/** Returns the fewest digits at which two different scores differ. */
function digitsOf({ shown, should, differs }: Row): number {
  const [a, b] = [shown?.score, should?.score];
  if (!differs || a === undefined || b === undefined) return 4;
  let digits = 4;
  while (digits < 12 && a !== b && a.toPrecision(digits) === b.toPrecision(digits)) digits++;
  return digits;
}

function textOf(line: ShownLine | undefined, digits: number): string {
  if (!line) return '';
  const price = line.priceCents === undefined ? '' : `, ${formatPrice(line.priceCents)}`;
  const score = line.score === undefined ? '' : `, score ${line.score.toPrecision(digits)}`;
  const why = line.why === undefined ? '' : `, ${lineUnder(line.why)}`;
  return `${line.what}${price}${why}${score}`;
}
