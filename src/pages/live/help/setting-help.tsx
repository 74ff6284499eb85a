import { lazyPart } from '../../../ui/lazy-part';

/** What a setting does, for its tip. */
export const SettingHelp = lazyPart(() => import('./settings-help'), {
  what: 'The explanation',
  waiting: '…',
});
