import { writeFileSync } from 'node:fs';
import { playGolden } from './play';

/** Plays the golden runs in the Node that it is started with, and writes their figures to the file named. */
const [, , file] = process.argv;
if (!file) throw new Error('Name the file that the figures go to.');
writeFileSync(file, JSON.stringify(await playGolden()));
