/** How R, pandas, SQL and Excel write a missing value. */
const MISSING = new Set([
  '',
  'na',
  'n/a',
  '#n/a',
  '<na>',
  'nan',
  'null',
  '(null)',
  'none',
  'nil',
  '\\n',
  '-',
]);

export const isMissing = (cell: string): boolean => MISSING.has(cell.toLowerCase());

/** Returns an id as text; `101.0`, as pandas writes integers beside missing values, becomes `101`. */
export const idIn = (cell: string): string => cell.replace(/^(\d+)[.,]0+$/, '$1');

/**
 * Parses a number as programs and people write it: `1234.5`, `1,234.50`, `1.234,50`, `2,55`, with or without a currency
 * sign. `1,234` is over a thousand in a file separated by commas, and less than two in any other. Returns undefined for
 * anything else.
 */
export function numberIn(cell: string, separator: string): number | undefined {
  const text = cell.replace(/^([-+]?) ?[£$€] ?/, '$1').replace(/ ?[£$€]$/, '');
  if (/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text)) return finite(Number(text));
  const plain = withPoint(text, separator);
  return plain === undefined ? undefined : finite(Number(plain));
}

function withPoint(text: string, separator: string): string | undefined {
  if (/^[-+]?\d{1,3}(,\d{3})+\.\d*$/.test(text)) return text.replaceAll(',', '');
  if (/^[-+]?\d{1,3}(\.\d{3})+,\d*$/.test(text)) return text.replaceAll('.', '').replace(',', '.');
  if (separator === ',' && /^[-+]?\d{1,3}(,\d{3})+$/.test(text)) return text.replaceAll(',', '');
  if (/^[-+]?\d*,\d+$/.test(text)) return text.replace(',', '.');
  return undefined;
}

const finite = (value: number): number | undefined => (Number.isFinite(value) ? value : undefined);
