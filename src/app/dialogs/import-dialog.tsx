import '@mantine/core/styles/List.css';
import '@mantine/core/styles/Progress.css';
import '@mantine/core/styles/Table.css';
import './modal-styles';
import { Alert, Button, FileButton, Group, List, Modal, Progress, Stack, Table, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Problem, Reply } from '../../base/result';
import { formatBytes } from '../../base/units';
import type { ImportProgress, ImportReport } from '../../engine/protocol';
import { adviceFor } from '../../ui/advice';
import { formatCount } from '../../ui/format';

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
    <Modal
      opened
      onClose={close}
      title="Use your own shop"
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {phase.name === 'choosing' && <Choosing problem={phase.problem} onFiles={begin} />}
      {phase.name === 'importing' && <Importing progress={phase.progress} onCancel={cancelImport} />}
      {phase.name === 'done' && <Done report={phase.report} onClose={close} />}
    </Modal>
  );
}

function Choosing({
  problem,
  onFiles,
}: {
  readonly problem?: Problem;
  onFiles(files: readonly File[]): void;
}) {
  return (
    <Stack gap="sm">
      {problem && (
        <Alert color="red" title="Nothing was changed" role="alert">
          {problem.where?.file} {problem.where?.line && `line ${problem.where.line}: `}
          {problem.what} {adviceFor(problem)}
        </Alert>
      )}
      <Text size="sm">
        The shop is rebuilt from purchases that you have. Files stay in this browser: nothing is sent
        anywhere.
      </Text>
      <List size="sm" spacing={4}>
        <List.Item>
          <b>UCI Online Retail</b>: one CSV file with InvoiceNo, StockCode, Description, Quantity,
          InvoiceDate, UnitPrice, CustomerID, Country
        </List.Item>
        <List.Item>
          <b>MovieLens</b>: ratings.csv and movies.csv, chosen together
        </List.Item>
        <List.Item>Plain or gzip; the kind is recognised by what is in the file, not by its name.</List.Item>
      </List>
      <FileButton multiple onChange={onFiles} inputProps={{ 'aria-label': 'Shop files' }}>
        {(props) => <Button {...props}>Choose files…</Button>}
      </FileButton>
      <Text size="sm" c="dimmed">
        Or drop them anywhere on the page.
      </Text>
    </Stack>
  );
}

function Importing({ progress, onCancel }: { readonly progress?: ImportProgress; onCancel(): void }) {
  const share = progress && progress.bytesTotal > 0 ? progress.bytesRead / progress.bytesTotal : 0;
  return (
    <Stack gap="sm">
      <Progress value={share * 100} aria-label="Import progress" size="lg" />
      <Text size="sm" role="status">
        {!progress && 'Opening…'}
        {progress?.stage === 'reading' &&
          `${formatBytes(progress.bytesRead)} of ${formatBytes(progress.bytesTotal)}, ${formatCount(progress.rows)} rows`}
        {progress?.stage === 'building' && `Building the shop from ${formatCount(progress.rows)} rows…`}
      </Text>
      <Group>
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
      </Group>
    </Stack>
  );
}

function Done({ report, onClose }: { readonly report: ImportReport; onClose(): void }) {
  const { shop } = report.opened;
  return (
    <Stack gap="sm" data-testid="import-report">
      <Text>
        <b>{report.format}</b>: {formatCount(report.used)} of {formatCount(report.rows)} rows used.{' '}
        {formatCount(shop.products)} products, {formatCount(shop.shoppers)} shoppers,{' '}
        {formatCount(shop.purchases)} purchases.
      </Text>
      {report.leftOut.length > 0 && (
        <Table withRowBorders={false} verticalSpacing={2} captionSide="top">
          <Table.Caption>Rows left out</Table.Caption>
          <Table.Tbody>
            {report.leftOut.map(({ reason, rows }) => (
              <Table.Tr key={reason}>
                <Table.Td>{reason}</Table.Td>
                <Table.Td ta="right">{formatCount(rows)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {report.examples.length > 0 && (
        <List size="sm">
          {report.examples.map(({ file, line, what }) => (
            <List.Item key={`${file}:${line}`}>
              {file}, line {line}: {what}
            </List.Item>
          ))}
        </List>
      )}
      {report.notKept && (
        <Alert color="yellow" title="Not kept for your next visit">
          {report.notKept.what} {adviceFor(report.notKept)}
        </Alert>
      )}
      <Group>
        <Button onClick={onClose}>Go on</Button>
      </Group>
    </Stack>
  );
}
