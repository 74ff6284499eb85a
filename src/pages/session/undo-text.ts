import { settings } from '../../engine/contract/settings';
import { formatCounted } from '../../ui/format';
import { type BeforeRestart, undoable } from './before-restart';
import type { SessionState } from './session-state';

const restarts: Readonly<Record<BeforeRestart['cause'], string>> = {
  reset: 'Undo the reset',
  seed: 'Undo the change of the seed',
  shop: 'Undo the change of the shop',
};

/** Returns what an undo will do, as the label of its button; undefined when there is nothing to undo. */
export function undoText({
  undo,
  beforeRestart,
}: Pick<SessionState, 'undo' | 'beforeRestart'>): string | undefined {
  // The changes of an undo are in reverse order.
  const [first, ...others] = undo.at(-1)?.toReversed() ?? [];
  if (first) {
    const more = others.length > 0 ? ` and ${formatCounted(others.length, 'other setting')}` : '';
    return `Undo the change of ${settings[first.setting].label}${more}`;
  }
  return beforeRestart && undoable(beforeRestart) ? restarts[beforeRestart.cause] : undefined;
}
