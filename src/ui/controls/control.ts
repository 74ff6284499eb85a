import type { ReactNode } from 'react';

/** Description of a control as plain data, so that the rows of a settings table can be passed in. */
export type ControlKind =
  | {
      readonly kind: 'number';
      readonly unit: string;
      readonly min: number;
      readonly max: number;
      readonly scale: 'linear' | 'log';
      readonly step: number;
      /** Whether fractions are rejected. */
      readonly whole: boolean;
    }
  | {
      readonly kind: 'duration';
      readonly min: number;
      readonly max: number;
      readonly words: readonly string[];
    }
  | { readonly kind: 'bytes'; readonly min: number; readonly max: number }
  | { readonly kind: 'choice'; readonly options: readonly Option[] }
  | { readonly kind: 'toggle' };

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly help: string;
}

export type ControlValue = number | string | boolean;

export interface ControlProps<K extends ControlKind['kind'] = ControlKind['kind']> {
  readonly label: string;
  readonly help: ReactNode;
  /** Why the control has no visible effect now, or the range of its effect; shown below it. */
  readonly note?: string | undefined;
  readonly control: Extract<ControlKind, { kind: K }>;
  readonly value: ControlValue;
  readonly byDefault: ControlValue;
  /** The accepted values, shown beside a rejected text. */
  readonly expects: string;
  /** Parses and formats a value, for the field and for the name of the default. */
  write(value: ControlValue): string;
  read(text: string): ControlValue | undefined;
  onChange(value: ControlValue): void;
}
