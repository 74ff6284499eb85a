import { failed, type Reply } from '../../base/result';
import { visibleStart } from '../../base/visible-text';
import { type Setting, type SettingId, settings } from './settings';

/** Characters of input that a message quotes. */
const MOST_QUOTED = 60;

/** Returns the start of something that came from outside, in quotation marks, for a message. */
export const quoted = (text: string): string => `“${visibleStart(text, MOST_QUOTED)}”`;

/** Says why a setting cannot have a value; undefined when it can. */
export function refusalOfValue(id: SettingId, value: unknown): Reply<never> | undefined {
  // The table's entries differ in the type of their values; each takes its own.
  const { label, accepts, expects } = settings[id] as Setting<unknown>;
  return accepts(value)
    ? undefined
    : failed(
        'bad-setting',
        `${label} cannot be ${visibleStart(String(value), MOST_QUOTED)}: use ${expects}.`,
      );
}

/** A fault that a schema found. */
export interface Fault {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly minimum?: number | bigint;
  readonly maximum?: number | bigint;
  readonly expected?: string;
  readonly values?: readonly unknown[];
}

/** Says in words where a fault is and what should stand there: `steps[12].what.cents: at most 100,000,000`. */
export function faultInWords(fault: Fault): string {
  const place = fault.path.map((one) => (typeof one === 'number' ? `[${one}]` : `.${String(one)}`)).join('');
  return `${place.replace(/^\./, '') || 'all of it'}: ${expectedBy(fault)}`;
}

function expectedBy({ code, minimum, maximum, expected, values }: Fault): string {
  switch (code) {
    case 'too_big':
      return `at most ${maximum?.toLocaleString('en')}`;
    case 'too_small':
      return `at least ${minimum?.toLocaleString('en')}`;
    case 'invalid_type':
      return expected === 'int' ? 'a whole number is expected' : `a value of type ${expected} is expected`;
    case 'invalid_value':
      return `one of ${values?.slice(0, 20).map(String).join(', ')} is expected`;
    default:
      return 'not a value that can stand here';
  }
}
