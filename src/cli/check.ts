import { inOrder } from './check/run';
import { steps } from './check/steps';

/**
 * `npm test`: runs all checks of the project, or those named: `npm test -- unit size`. The last line has the counts.
 */
const named = process.argv.slice(2);
const unknown = named.filter((name) => !steps.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(
    `There is no check ${unknown.join(', ')}. The checks are: ${steps.map(({ name }) => name).join(', ')}.`,
  );
  process.exit(2);
}

const { passed, failed } = await inOrder(steps, named);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
