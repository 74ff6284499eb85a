import { Dialog } from '../../ui/dialog';
import { commands, keyCap } from '../commands';

/** The `?` sheet, generated from the list of commands. */
export default function KeysSheet({ onClose }: { onClose(): void }) {
  return (
    <Dialog onClose={onClose} title="Keys">
      <table>
        <tbody>
          {commands.map((command) => (
            <tr key={command.id}>
              <td>{command.label}</td>
              <td>
                {'withCtrl' in command && (
                  <>
                    <kbd>Ctrl</kbd>{' '}
                  </>
                )}
                {command.keys.map((key) => (
                  <kbd key={key}>{keyCap(key)}</kbd>
                ))}
              </td>
            </tr>
          ))}
          <tr>
            <td>Explain a figure</td>
            <td>focus or hover its name</td>
          </tr>
          <tr>
            <td>Walk over a cache map</td>
            <td>arrow keys</td>
          </tr>
        </tbody>
      </table>
    </Dialog>
  );
}
