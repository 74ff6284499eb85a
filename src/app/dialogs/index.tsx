import type { ReactNode } from 'react';
import { Dialog } from '../../ui/dialog';
import { lazyPart } from '../../ui/lazy-part';

/* Dialogs, fetched when first opened: the first view does not need them. */
export const ImportDialog = lazyPart(() => import('./import-dialog'), {
  what: 'The import',
  frame: inDialog,
});
export const KeysSheet = lazyPart(() => import('./keys-sheet'), {
  what: 'The list of keys',
  frame: inDialog,
});
export const RunFileDialog = lazyPart(() => import('./run-file-dialog'), {
  what: 'The file of a run',
  frame: inDialog,
});
export const CodeDialog = lazyPart(() => import('./code-dialog'), {
  what: 'The code of the settings',
  frame: inDialog,
});
export const ScenariosDialog = lazyPart(() => import('./scenarios-dialog'), {
  what: 'The list of scenarios',
  frame: inDialog,
});
export const PaletteDialog = lazyPart(() => import('./palette-dialog'), {
  what: 'The search',
  frame: inDialog,
});

function inDialog(said: ReactNode, { onClose }: { onClose(): void }) {
  return (
    <Dialog title="Not loaded" onClose={onClose}>
      {said}
    </Dialog>
  );
}
