import { useCallback, useState } from 'react';
import { Dialog } from '../ui/dialog';
import classes from './copy-link.module.css';

/** How long the button says that the link was copied, wall milliseconds. */
const SAID_FOR_MS = 2_000;

/**
 * Copies the link to this run. Where the browser gives no clipboard (a page without a secure context has none, and a
 * person may refuse it), `byHand` is the link for `LinkByHand` until `close` is called.
 */
export function useCopyLink() {
  const [copied, setCopied] = useState(false);
  const [byHand, setByHand] = useState<string>();
  const copy = useCallback(async () => {
    const link = window.location.href;
    try {
      await navigator.clipboard.writeText(link);
    } catch {
      setByHand(link);
      return;
    }
    setCopied(true);
    setTimeout(() => setCopied(false), SAID_FOR_MS);
  }, []);
  const close = useCallback(() => setByHand(undefined), []);
  return { copied, copy, byHand, close };
}

/** The link to this run in a field, selected, to be copied by hand. */
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
        // The field is why the dialogue is open. After it was shown, since that moves the focus.
        ref={(field) => void setTimeout(() => field?.select())}
        onFocus={({ currentTarget }) => currentTarget.select()}
      />
    </Dialog>
  );
}
