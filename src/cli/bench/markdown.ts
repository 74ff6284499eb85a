import { type Comparison, reached, sign } from './suite';

/** Formats comparisons as the README's table; marks ratios that miss their target. */
export function markdownTable(comparisons: readonly Comparison[]): string {
  const rows = comparisons.map((one) => {
    const ratio = one.ratio.toFixed(2);
    return [
      one.name,
      one.against,
      reached(one) ? ratio : `${ratio} (not reached)`,
      `${sign(one)} ${one.target}`,
    ];
  });
  return [['what', 'against', 'ratio', 'target'], ['---', '---', '---', '---'], ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}
