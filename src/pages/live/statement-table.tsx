import { formatCount, formatMs } from '../../ui/format';
import { Help } from '../../ui/help';
import parts from '../parts/parts.module.css';

interface Row {
  /** Who asked: a stage; or whether it reads or writes. */
  readonly by: string;
  readonly statement: string;
  readonly calls: number;
  readonly rows: number;
  readonly milliseconds: number;
  /** Said of a statement that ran once for each row. */
  readonly repeated?: string | undefined;
}

/** Prepared statements with what they did; times are measured. */
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
