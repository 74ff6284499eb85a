import { useRef, useState } from 'react';
import { Dialog } from '../../ui/dialog';
import { useLab } from '../lab';
import { libraries } from '../settings-as-code';
import { settingsAsCode } from '../settings-as-code/library';
import classes from './code-dialog.module.css';

/** What has become of the last press of the button. */
const said = {
  copied: 'Copied.',
  refused:
    'The browser does not let this page use the clipboard. The code is selected: copy it with Ctrl+C or ⌘C.',
} as const;

/** A dialog with the settings as code for a library or a server, to be copied. */
export default function CodeDialog({ onClose }: { onClose(): void }) {
  const { session } = useLab();
  const settings = session.use((state) => state.settings);
  const [library, setLibrary] = useState(libraries[0]);
  const [copied, setCopied] = useState<keyof typeof said>();
  const field = useRef<HTMLTextAreaElement>(null);
  if (!library) return null;
  const code = settingsAsCode(library, settings);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(code);
      setCopied('copied');
    } catch {
      field.current?.select();
      setCopied('refused');
    }
  };
  return (
    <Dialog title="Settings as code" onClose={onClose}>
      <p className={classes.choice}>
        <label>
          For{' '}
          <select
            value={library.name}
            onChange={({ currentTarget: { value } }) => {
              setLibrary(libraries.find(({ name }) => name === value));
              setCopied(undefined);
            }}
          >
            {libraries.map(({ name, label }) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <button type="button" data-primary onClick={() => void copy()}>
          Copy code
        </button>
        <output>{copied && said[copied]}</output>
      </p>
      <textarea
        ref={field}
        className={classes.code}
        aria-label={`Code for ${library.label}`}
        readOnly
        spellCheck={false}
        rows={24}
        value={code}
      />
    </Dialog>
  );
}
