import { formatCount, formatMs } from '../../ui/format';
import { Help } from '../../ui/help';
import parts from '../parts/parts.module.css';

interface Row {
  /** The stage that issued the statement, or whether it reads or writes. */
  readonly by: string;
  readonly statement: string;
  readonly calls: number;
  readonly rows: number;
  readonly milliseconds: number;
  /** A note on a statement that ran once per row. */
  readonly repeated?: string | undefined;
}

/** Prepared statements with their counts, rows and measured times. */
export function StatementTable({ by, rows }: { readonly by: string; readonly rows: readonly Row[] }) {
  return (
    <table className={parts.table} data-testid="statements">
      <thead>
        <tr>
          <th scope="col">statement</th>
          <th scope="col">{by}</th>
          <th scope="col">times</th>
          <th scope="col">rows</th>
          <th scope="col">measured</th>
          <th scope="col">
            <Help id="n-plus-one" />
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.by} ${row.statement}`} data-statement={row.statement}>
            <th scope="row">{row.statement}</th>
            <td>{row.by}</td>
            <td>{formatCount(row.calls)}</td>
            <td>{formatCount(row.rows)}</td>
            <td>{formatMs(row.milliseconds)}</td>
            <td>{row.repeated && <strong className={parts.warning}>⚠ {row.repeated}</strong>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
