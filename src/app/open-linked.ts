import type { ReadLink } from '../engine/contract/run-link';
import type { Session } from '../pages/session/session';
import type { AddressBar } from './address';

/**
 * Opens and plays the run of a link that was pasted into the address of a running page. Unreadable parts of the link
 * are reported beside the new run. When the run cannot be opened, the current one continues and its address is
 * restored.
 */
export async function openLinked(
  session: { readonly runs: Pick<Session['runs'], 'open'> } & Pick<Session, 'note'>,
  address: Pick<AddressBar, 'putBack'>,
  { spec, view, notices }: ReadLink,
): Promise<void> {
  const how = { playing: true, view, fromLink: true, notices };
  const opened = await session.runs.open(spec, how).catch(() => undefined);
  if (opened?.ok) return;
  address.putBack();
  session.note([...notices, 'The run of this link was not opened. The present run continues.']);
}
