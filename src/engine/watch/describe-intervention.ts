import { formatPrice } from '../../base/units';
import { drillWords, type Intervention } from '../contract/engine';
import { type SettingId, settingText } from '../contract/settings';

/** Says in words what was done, for the marks on the charts and for the log. */
export function describeIntervention(what: Intervention): string {
  switch (what.kind) {
    case 'set':
      return settingText(what.setting as SettingId, what.value);
    case 'visit':
      return `visit: ${what.page.kind}`;
    case 'setPrice':
      return `price of product ${what.product}: ${formatPrice(what.cents)}`;
    case 'setProfile':
      return `profile of shopper ${what.shopper}`;
    case 'retrain':
      return 'retrain';
    case 'drill':
      return `drill: ${drillWords[what.drill].label}`;
    case 'cancelTraining':
      return 'training cancelled';
    case 'clear':
      return what.cache === 'all' ? 'clear all memo caches' : `clear ${what.cache}`;
  }
}
