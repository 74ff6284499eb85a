import { writeFileSync } from 'node:fs';
import { playGolden } from './play';

/** Plays the golden runs in the running Node and writes their figures to the given file. */
const [, , file] = process.argv;
if (!file) throw new Error('The output file is missing.');
writeFileSync(file, JSON.stringify(await playGolden()));
