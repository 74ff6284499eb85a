import { create } from 'zustand';
import type { SettingId } from '../../engine/contract/settings';
import type { HopId } from './journey/hop';

/** What a person has chosen on the Live page, from the page itself or from the search. */
interface Chosen {
  /** The hop whose settings are shown; undefined: all are. */
  readonly hop: HopId | undefined;
  /** Whether the controls are unfolded; on a wide screen they always are. */
  readonly controls: boolean;
  /** The control or the hop that gets the focus once it is on the page. */
  readonly focus: { readonly setting: SettingId } | { readonly hop: HopId } | undefined;
}

const nothing: Chosen = { hop: undefined, controls: false, focus: undefined };

export const useChosen = create<Chosen>(() => nothing);

export const forgetChosen = (): void => useChosen.setState(nothing);

/** Shows the settings of a hop, or of all. */
export const chooseHop = (hop: HopId | undefined): void => useChosen.setState({ hop });

export const showControls = (controls: boolean): void => useChosen.setState({ controls });

/** Chooses a hop and gives it the focus. */
export const goToHop = (hop: HopId): void => useChosen.setState({ hop, focus: { hop } });

/** Shows all settings and gives one the focus. */
export const goToSetting = (setting: SettingId): void =>
  useChosen.setState({ hop: undefined, controls: true, focus: { setting } });

/** Gives the focus to what was asked for: opens the folds around it, scrolls to it. */
export function focusChosen(): void {
  const { focus } = useChosen.getState();
  if (!focus) return;
  const place =
    'hop' in focus
      ? document.querySelector(`[data-hop="${focus.hop}"]`)
      : document.querySelector(`[data-setting="${focus.setting}"]`);
  if (!place) return;
  for (let fold = place.closest('details'); fold; fold = fold.parentElement?.closest('details') ?? null)
    fold.open = true;
  const control = 'hop' in focus ? place : place.querySelector('input, select');
  if (control instanceof HTMLElement) {
    control.scrollIntoView({ block: 'center' });
    control.focus({ preventScroll: true });
  }
  useChosen.setState({ focus: undefined });
}
