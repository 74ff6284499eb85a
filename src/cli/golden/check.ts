import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Outcome } from '../check/run';
import { differences } from './differences';
import { playInChromium } from './in-chromium';
import { fetchNode, otherNodes, playInNode } from './in-node';
import type { Fingerprints } from './play';
import type { Played } from './played';

const KEPT = 'src/cli/golden/golden.json';
const REWRITE =
  'If the engine is meant to change them: npm run golden -- --write, and state the reason in the commit.';

/**
 * Plays the golden runs in this Node, in Node of another major version and in Chromium, and compares the figures to the
 * last digit: with the stored ones or, when writing, with one another. An unavailable engine fails in CI and is
 * reported elsewhere.
 */
export async function checkGolden({ write = false, ci = Boolean(process.env.CI) } = {}): Promise<Outcome> {
  const [here, { played, missing }] = await Promise.all([playInNode(), playElsewhere()]);
  const kept = write || !existsSync(KEPT) ? here.fingerprints : read();
  const complaints = [here, ...played].flatMap(({ engine, fingerprints }) => {
    const lines = differences(kept, fingerprints);
    return lines.length > 0
      ? [[`${engine} differs from ${write ? here.engine : KEPT}:`, ...lines].join('\n  ')]
      : [];
  });
  if (!write && !existsSync(KEPT)) complaints.push(`${KEPT} is missing.`);
  if (ci) complaints.push(...missing);
  if (write && complaints.length === 0) writeFileSync(KEPT, `${JSON.stringify(kept, null, 2)}\n`);
  const engines = [here, ...played].map(({ engine }) => engine).join(', ');
  return {
    passed: 1 + played.length - (complaints.length - (ci ? missing.length : 0)),
    failed: complaints.length,
    output: [...complaints, REWRITE].join('\n'),
    note: [...(complaints.length > 0 ? [] : [`the same in ${engines}`]), ...missing].join('; '),
  };
}

const read = () => JSON.parse(readFileSync(KEPT, 'utf8')) as Fingerprints;

/** Plays them in all engines at once: each uses one core and about 400 MB. */
async function playElsewhere(): Promise<{ played: Played[]; missing: string[] }> {
  const missing: string[] = [];
  const inNodes = otherNodes().map(async (version) => {
    const program = await fetchNode(version).catch((error: Error) => void missing.push(error.message));
    return program === undefined ? [] : [await playInNode(version, program)];
  });
  const played = await Promise.all([...inNodes, playInChromium().then((one) => [one])]);
  return { played: played.flat(), missing };
}
