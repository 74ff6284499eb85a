import { useCallback, useState } from 'react';
import type { LeftOut } from '../engine/contract/engine';
import { Dialog } from '../ui/dialog';
import type { AddressBar } from './address';
import classes from './copy-link.module.css';
import { useLab } from './lab';

/** Duration of the button's confirmation, wall milliseconds. */
const SAID_FOR_MS = 2_000;

/**
 * Copies the link to this run at this moment. `leftOut` lists what the link cannot contain, until `forgetLeftOut` is
 * called. When the clipboard is unavailable (without a secure context, or refused by the person), `byHand` is the link
 * for `LinkByHand` until `close` is called.
 */
export function useCopyLink(address: Pick<AddressBar, 'linkAt'>) {
  const { session } = useLab();
  const [copied, setCopied] = useState(false);
  const [byHand, setByHand] = useState<string>();
  const [leftOut, setLeftOut] = useState<{ readonly run: number; readonly of: LeftOut }>();
  const copy = useCallback(async () => {
    const { snapshot, run } = session.use.getState();
    const link = address.linkAt(snapshot?.at ?? 0);
    const text = link?.text ?? window.location.href;
    setLeftOut(link?.leftOut && { run, of: link.leftOut });
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      setByHand(text);
      return;
    }
    setCopied(true);
    setTimeout(() => setCopied(false), SAID_FOR_MS);
  }, [address, session]);
  const close = useCallback(() => setByHand(undefined), []);
  const forgetLeftOut = useCallback(() => setLeftOut(undefined), []);
  // A run that is no longer open has no notice.
  const run = session.use((state) => state.run);
  return {
    copied,
    copy,
    byHand,
    close,
    leftOut: leftOut?.run === run ? leftOut.of : undefined,
    forgetLeftOut,
  };
}

/** A dialog with the link in a selected field, to be copied by hand. */
export function LinkByHand({ link, onClose }: { readonly link: string; onClose(): void }) {
  return (
    <Dialog title="Copy the link" onClose={onClose}>
      <p>
        The browser does not let this page use the clipboard
        {window.isSecureContext
          ? ''
          : ': it allows that only for pages opened by https or from this computer'}
        . The link is selected below: copy it with Ctrl+C, or ⌘C on a Mac.
      </p>
      <input
        className={classes.link}
        type="text"
        readOnly
        aria-label="Link to this run"
        value={link}
        // Selects the field after the dialog is shown, since showing it moves the focus.
        ref={(field) => void setTimeout(() => field?.select())}
        onFocus={({ currentTarget }) => currentTarget.select()}
      />
    </Dialog>
  );
}
