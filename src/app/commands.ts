/**
 * All commands of the page: the keys, the help sheet and the buttons' tooltips are generated from this list. Page Up
 * and Page Down scroll the page, as everywhere; presenter remotes also send `.`.
 */
export interface Command {
  readonly id: string;
  readonly label: string;
  /** Values of `KeyboardEvent.key`; the first one is shown. */
  readonly keys: readonly string[];
  /** With Ctrl, or Cmd on a Mac. */
  readonly withCtrl?: true;
  /** Works while a text is typed, too. */
  readonly whileTyping?: true;
}

export const commands = [
  { id: 'play', label: 'Play or pause', keys: [' ', '.'] },
  { id: 'step', label: 'Step one request', keys: ['n', 'ArrowRight'] },
  { id: 'back', label: 'Back one request', keys: ['p', 'ArrowLeft'] },
  { id: 'reset', label: 'Reset the run', keys: ['r'] },
  { id: 'faster', label: 'Faster', keys: ['+', '='] },
  { id: 'slower', label: 'Slower', keys: ['-'] },
  { id: 'undo', label: 'Undo the last change or restart', keys: ['z'], withCtrl: true },
  { id: 'copyLink', label: 'Copy the link to this run', keys: ['l'] },
  { id: 'runFile', label: 'Save or open the run as a file', keys: ['f'] },
  { id: 'compare', label: 'Compare with a second lane, or end that', keys: ['b'] },
  { id: 'code', label: 'Show the settings as code', keys: ['c'] },
  {
    id: 'search',
    label: 'Search settings, scenarios and commands',
    keys: ['k'],
    withCtrl: true,
    whileTyping: true,
  },
  { id: 'help', label: 'Show the keys', keys: ['?'] },
] as const satisfies readonly Command[];

export type CommandId = (typeof commands)[number]['id'];

/** The label of a key. */
export const keyCap = (key: string): string =>
  ({ ' ': 'Space', ArrowRight: '→', ArrowLeft: '←' })[key] ?? key.toUpperCase();

/** Inputs without text: they use arrows and the space bar, and all other keys are free for commands. */
const TAKES_NO_TEXT = '[type="range"], [type="checkbox"], [type="radio"]';
/** Elements that receive every key while they have the focus. */
const OWNS_ALL_KEYS = `input:not(${TAKES_NO_TEXT}), textarea, select, [contenteditable="true"], [role="menu"], [role="grid"], [role="listbox"], dialog`;
const OWNS_ARROWS = '[type="range"], [type="radio"], [role="slider"], [role="tab"]';
const OWNS_SPACE =
  'button, a, summary, [type="checkbox"], [type="radio"], [role="switch"], [role="tab"], [role="radio"]';

/** Returns the command of a key press; undefined when there is none or the focused element uses the key. */
export function commandFor(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'target'>,
): CommandId | undefined {
  if (event.altKey) return undefined;
  const target = event.target instanceof Element ? event.target : undefined;
  const ctrl = event.ctrlKey || event.metaKey;
  const pressed = commands.find(
    (one) => ctrl === 'withCtrl' in one && (one.keys as readonly string[]).includes(event.key),
  );
  if (!pressed) return undefined;
  if ('whileTyping' in pressed) return target?.closest('dialog') ? undefined : pressed.id;
  // A control without typed text has nothing of its own to undo.
  const owned = target?.closest(OWNS_ALL_KEYS) && !(ctrl && target.closest('[data-clean]'));
  if (owned) return undefined;
  if (event.key === ' ' && target?.closest(OWNS_SPACE)) return undefined;
  if (event.key.startsWith('Arrow') && target?.closest(OWNS_ARROWS)) return undefined;
  return pressed.id;
}
