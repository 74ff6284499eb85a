import { lazy, Suspense } from 'react';
import type { SettingId } from '../../../engine/contract/settings';

const Says = lazy(() =>
  import('./settings-help').catch(() => ({ default: () => 'The explanation could not be fetched.' })),
);

/** What a setting does, for its tip. */
export function SettingHelp({ id }: { readonly id: SettingId }) {
  return (
    <Suspense fallback="…">
      <Says id={id} />
    </Suspense>
  );
}
