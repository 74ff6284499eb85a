import { useEffect, useRef, useState } from 'react';
import type { Problem, Reply } from '../../base/result';
import { formatBytes } from '../../base/units';
import type { ImportProgress, ImportReport } from '../../engine/contract/engine';
import { adviceFor } from '../../ui/advice';
import { Dialog } from '../../ui/dialog';
import { formatCount, formatCounted } from '../../ui/format';
import { Notice } from '../../ui/notice';

interface ImportDialogProps {
  /** Files that were dropped on the page: reading starts at once. */
  readonly dropped: readonly File[] | undefined;
  onClose(): void;
  importShop(
    files: readonly File[],
    onProgress: (progress: ImportProgress) => void,
  ): Promise<Reply<ImportReport>>;
  cancelImport(): void;
}

type Phase =
  | { readonly name: 'choosing'; readonly problem?: Problem }
  | { readonly name: 'importing'; readonly progress?: ImportProgress }
  | { readonly name: 'done'; readonly report: ImportReport };

/** Builds a shop from a person's own files. Whatever goes wrong, the shop in use stays as it is. */
export default function ImportDialog({ dropped, onClose, importShop, cancelImport }: ImportDialogProps) {
  const [phase, setPhase] = useState<Phase>({ name: 'choosing' });

  const begin = async (files: readonly File[]) => {
    if (files.length === 0) return;
    setPhase({ name: 'importing' });
    const reply = await importShop(files, (progress) => setPhase({ name: 'importing', progress }));
    setPhase(reply.ok ? { name: 'done', report: reply.value } : { name: 'choosing', problem: reply.problem });
  };

  // A drop is an event of the page around; here it arrives as a new list.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new drop begins an import
  useEffect(() => {
    if (dropped) void begin(dropped);
  }, [dropped]);

  const close = () => {
    if (phase.name === 'importing') cancelImport();
    setPhase({ name: 'choosing' });
    onClose();
  };

  return (
    <Dialog onClose={close} title="Use your own shop">
      {phase.name === 'choosing' && <Choosing problem={phase.problem} onFiles={begin} />}
      {phase.name === 'importing' && <Importing progress={phase.progress} onCancel={cancelImport} />}
      {phase.name === 'done' && <Done report={phase.report} onClose={close} />}
    </Dialog>
  );
}

function Choosing({
  problem,
  onFiles,
}: {
  readonly problem?: Problem;
  onFiles(files: readonly File[]): void;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      {problem && (
        <Notice tone="alarm" title="Nothing was changed">
          {problem.where?.file} {problem.where?.line && `line ${problem.where.line}: `}
          {problem.what} {adviceFor(problem)}
        </Notice>
      )}
      <p>
        The shop is rebuilt from purchases that you have. Files stay in this browser: nothing is sent
        anywhere.
      </p>
      <ul>
        <li>
          <b>UCI Online Retail</b>: one CSV file with InvoiceNo, StockCode, Description, Quantity,
          InvoiceDate, UnitPrice, CustomerID, Country
        </li>
        <li>
          <b>MovieLens</b>: ratings.csv and movies.csv, chosen together
        </li>
        <li>Plain or gzip; the kind is recognised by what is in the file, not by its name.</li>
      </ul>
      <p>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          aria-label="Shop files"
          onChange={(event) => onFiles([...(event.currentTarget.files ?? [])])}
        />
        <button type="button" data-primary onClick={() => input.current?.click()}>
          Choose files…
        </button>{' '}
        or drop them anywhere on the page.
      </p>
    </>
  );
}

function Importing({ progress, onCancel }: { readonly progress?: ImportProgress; onCancel(): void }) {
  const share = progress && progress.bytesTotal > 0 ? progress.bytesRead / progress.bytesTotal : 0;
  return (
    <>
      <progress value={share} aria-label="Import progress" />
      <p role="status">
        {!progress && 'Opening…'}
        {progress?.stage === 'reading' &&
          `${formatBytes(progress.bytesRead)} of ${formatBytes(progress.bytesTotal)}, ${formatCount(progress.rows)} rows`}
        {progress?.stage === 'building' && `Building the shop from ${formatCount(progress.rows)} rows…`}
      </p>
      <div>
        <button type="button" onClick={onCancel}>
          Cancel
        </button>
      </div>
    </>
  );
}

function Done({ report, onClose }: { readonly report: ImportReport; onClose(): void }) {
  const { shop } = report.opened;
  return (
    <div data-testid="import-report">
      <p>
        <b>{report.format}</b>: {formatCount(report.used)} of {formatCount(report.rows)} rows used.{' '}
        {formatCounted(shop.products, 'product')}, {formatCounted(shop.shoppers, 'shopper')},{' '}
        {formatCounted(shop.purchases, 'purchase')}.
      </p>
      {report.leftOut.length > 0 && (
        <table>
          <caption>Rows left out</caption>
          <tbody>
            {report.leftOut.map(({ reason, rows }) => (
              <tr key={reason}>
                <td>{reason}</td>
                <td>{formatCount(rows)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {report.examples.length > 0 && (
        <ul>
          {report.examples.map(({ file, line, what }) => (
            <li key={`${file}:${line}`}>
              {file}, line {line}: {what}
            </li>
          ))}
        </ul>
      )}
      {report.notKept && (
        <Notice tone="caution" title="Not kept for your next visit">
          {report.notKept.what} {adviceFor(report.notKept)}
        </Notice>
      )}
      <button type="button" data-primary onClick={onClose}>
        Go on
      </button>
    </div>
  );
}
