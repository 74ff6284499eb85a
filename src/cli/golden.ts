import { parseArgs } from 'node:util';
import { checkGolden } from './golden/check';

/** `npm run golden`: plays the golden runs in all engines. `-- --write` stores their figures if all engines agree. */
const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } });
const { failed, output, note } = await checkGolden(values);
console.log(failed > 0 ? output : `${values.write ? 'Written' : 'Equal'}: ${note}.`);
process.exitCode = failed > 0 ? 1 : 0;
