import { useEffect, useRef, useState } from 'react';
import type { Problem } from '../../base/result';
import { formatBytes } from '../../base/units';
import {
  type ImportOptions,
  type ImportProgress,
  type ImportReply,
  type ImportReport,
  importLimits,
  rateInWords,
} from '../../engine/contract/engine';
import { adviceFor } from '../../ui/advice';
import { Dialog } from '../../ui/dialog';
import { formatCount, formatCounted } from '../../ui/format';
import { Notice } from '../../ui/notice';
import { ImportChoices } from './import-choices';

interface ImportDialogProps {
  /** Files dropped on the page: the import starts at once. */
  readonly dropped: readonly File[] | undefined;
  onClose(): void;
  importShop(
    files: readonly File[],
    options: ImportOptions,
    onProgress: (progress: ImportProgress) => void,
  ): Promise<ImportReply<ImportReport>>;
  cancelImport(): void;
}

type Phase =
  | { readonly name: 'choosing'; readonly problem?: Problem; readonly fittingSample?: number | undefined }
  | { readonly name: 'importing'; readonly progress?: ImportProgress }
  | { readonly name: 'done'; readonly report: ImportReport };

/** A dialog that builds a shop from a person's own files. On any failure the current shop stays. */
export default function ImportDialog({ dropped, onClose, importShop, cancelImport }: ImportDialogProps) {
  const [phase, setPhase] = useState<Phase>({ name: 'choosing' });
  const [options, setOptions] = useState<ImportOptions>({});
  const chosen = useRef<readonly File[]>([]);

  const begin = async (files: readonly File[], wanted = options) => {
    if (files.length === 0) return;
    chosen.current = files;
    setOptions(wanted);
    setPhase({ name: 'importing' });
    const reply = await importShop(files, wanted, (progress) => setPhase({ name: 'importing', progress }));
    if (reply.ok) setPhase({ name: 'done', report: reply.value });
    else setPhase({ name: 'choosing', problem: reply.problem, fittingSample: reply.fittingSample });
  };
  /** Reads the same files again with one option changed. */
  const again = (change: ImportOptions) => begin(chosen.current, { ...options, ...change });

  // The surrounding page handles the drop; it arrives here as a new list.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new drop starts an import
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
      {phase.name === 'choosing' && (
        <>
          <Refusal problem={phase.problem} fittingSample={phase.fittingSample} onAgain={again} />
          <Choosing isAgain={phase.problem !== undefined} onFiles={(files) => void begin(files)} />
          <ImportChoices options={options} onChange={setOptions} />
        </>
      )}
      {phase.name === 'importing' && <Importing progress={phase.progress} onCancel={cancelImport} />}
      {phase.name === 'done' && <Done report={phase.report} onAgain={again} onClose={close} />}
    </Dialog>
  );
}

interface RefusalProps {
  readonly problem: Problem | undefined;
  readonly fittingSample: number | undefined;
  onAgain(change: ImportOptions): void;
}

/** The reason and the place of a failed import; for a file that is too large, the offer of a sample. */
function Refusal({ problem, fittingSample, onAgain }: RefusalProps) {
  if (!problem) return null;
  const { file, line } = problem.where ?? {};
  const at = [file, line && `line ${line}`].filter(Boolean).join(', ');
  return (
    <>
      <Notice tone="alarm" title="Nothing was changed">
        {at && `${at}: `}
        {problem.what} {adviceFor(problem)}
      </Notice>
      {fittingSample !== undefined && (
        <div>
          <button type="button" data-primary onClick={() => onAgain({ sample: fittingSample })}>
            Read {rateInWords(fittingSample)} of the customers
          </button>
        </div>
      )}
    </>
  );
}

interface ChoosingProps {
  /** After an import that was refused or cancelled. */
  readonly isAgain: boolean;
  onFiles(files: readonly File[]): void;
}

function Choosing({ isAgain, onFiles }: ChoosingProps) {
  const input = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  // The control that had the focus, such as Cancel, is gone.
  useEffect(() => {
    if (isAgain) button.current?.focus();
  }, [isAgain]);
  return (
    <>
      <p>
        The shop is rebuilt from purchases that you have. Files stay in this browser: nothing is sent
        anywhere.
      </p>
      <ul>
        <li>
          <b>UCI Online Retail</b> I or II: one CSV file with InvoiceNo (or Invoice), StockCode, Description,
          Quantity, InvoiceDate, UnitPrice (or Price), CustomerID (or Customer ID)
        </li>
        <li>
          <b>MovieLens</b>: the ratings and the films, chosen together: ratings.csv and movies.csv, .dat of 1M
          and 10M, u.data and u.item of 100k, rating.csv and movie.csv from Kaggle
        </li>
        <li>
          Plain or gzip; commas, semicolons or tabs; UTF-8, Latin-1 or UTF-16. The kind is recognised by what
          is in the file, not by its name.
        </li>
        <li>
          At most {formatCount(importLimits.purchases)} purchases, {formatCount(importLimits.products)}{' '}
          products and {formatCount(importLimits.shoppers)} customers: of more, a sample of the customers can
          be read.
        </li>
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
        <button ref={button} type="button" data-primary onClick={() => input.current?.click()}>
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

interface DoneProps {
  readonly report: ImportReport;
  onAgain(change: ImportOptions): void;
  onClose(): void;
}

function Done({ report, onAgain, onClose }: DoneProps) {
  const { shop } = report.opened;
  return (
    <div data-testid="import-report">
      <p>
        <b>{report.format}</b>: {formatCount(report.used)} of {formatCount(report.rows)} rows used.{' '}
        {formatCounted(shop.products, 'product')}, {formatCounted(shop.shoppers, 'shopper')},{' '}
        {formatCounted(shop.purchases, 'purchase')}.
      </p>
      {report.notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      {report.otherDates && (
        <p>
          <button type="button" onClick={() => onAgain({ dates: report.otherDates })}>
            Read the dates {report.otherDates.replace('-', ' ')}
          </button>
        </p>
      )}
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
        Continue
      </button>
    </div>
  );
}
