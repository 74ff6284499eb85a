import { useRef, useState } from 'react';
import type { Problem } from '../../base/result';
import { adviceFor } from '../../ui/advice';
import { Dialog } from '../../ui/dialog';
import { Notice } from '../../ui/notice';
import { useLab } from '../lab';
import { openRunFile, saveRunFile } from '../run-file';

interface RunFileDialogProps {
  /** Why a file dropped on the page was not opened. */
  readonly refusal: Problem | undefined;
  onClose(): void;
}

/** A dialog that saves the run as a file and opens a run from one. On any failure the current run stays. */
export default function RunFileDialog({ refusal, onClose }: RunFileDialogProps) {
  const lab = useLab();
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState(refusal);

  const open = async (file: File | undefined) => {
    if (!file) return;
    setProblem(undefined);
    const reply = await openRunFile(lab, file);
    if (reply.ok) onClose();
    else setProblem(reply.problem);
  };

  const { file, line } = problem?.where ?? {};
  const at = [file, line && `line ${line}`].filter(Boolean).join(', ');
  return (
    <Dialog title="The run as a file" onClose={onClose}>
      {problem && (
        <Notice tone="alarm" title="The run was not opened">
          {at && `${at}: `}
          {problem.what} {adviceFor(problem)}
        </Notice>
      )}
      <p>
        The file holds the seed, the settings at the start, every step with its time, which shop it runs in,
        the speed, the open study and this moment. A link holds the same, but only as many steps as fit.
      </p>
      <p>
        <button type="button" data-primary onClick={() => void saveRunFile(lab)}>
          Save run file
        </button>{' '}
        <input
          ref={input}
          type="file"
          accept=".json,application/json"
          hidden
          aria-label="Run file"
          onChange={({ currentTarget }) => {
            void open(currentTarget.files?.[0]);
            // Allows the same file to be chosen again after a correction.
            currentTarget.value = '';
          }}
        />
        <button type="button" onClick={() => input.current?.click()}>
          Open run file…
        </button>{' '}
        or drop one anywhere on the page.
      </p>
    </Dialog>
  );
}
