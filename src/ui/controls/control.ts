import type { ReactNode } from 'react';

/** What a control may be, as plain data: who has a table of settings hands its rows in. */
export type ControlKind =
  | {
      readonly kind: 'number';
      readonly unit: string;
      readonly min: number;
      readonly max: number;
      readonly scale: 'linear' | 'log';
      readonly step: number;
      /** Takes no fractions. */
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
  /** Why it has no visible effect now, or what its effect reaches: said below it. */
  readonly note?: string | undefined;
  readonly control: Extract<ControlKind, { kind: K }>;
  readonly value: ControlValue;
  readonly byDefault: ControlValue;
  /** What would be accepted, said beside a text that is not. */
  readonly expects: string;
  /** Text forms, for typing and for the default's name. */
  write(value: ControlValue): string;
  read(text: string): ControlValue | undefined;
  onChange(value: ControlValue): void;
}
