import type { Problem } from '../base/result';

/** Advice on each kind of Problem. The core layers state facts; the page adds the advice. */
const advice: Readonly<Record<string, string>> = {
  'unknown-format': 'Choose the CSV of UCI Online Retail, or MovieLens’ ratings and films together.',
  'movies-missing': 'Choose both files in one go.',
  'no-usable-row': 'Check that it is the right file, and that the cells stand under their headers.',
  'broken-csv': 'Check that it is a text file with a row a line.',
  'too-large':
    'Read a sample of its customers, always the same ones, or raise the bound under “How files are read”.',
  'unreadable-file': 'If it is a gzip file it may have been cut off: load it again.',
  'disk-full': 'The shop is in use now. To keep it for the next visit, free some room and import again.',
  'shop-not-kept': 'The shop is in use now, but not after a reload. A private window forbids keeping files.',
  'shop-locked': 'The embedded shop is used instead. Close the other tab and reload.',
  'no-imported-shop': 'The embedded shop is used instead. Import the data again to use it here.',
  'other-data': 'Import the data that the run was made with: then it is opened again.',
  'no-run-file': 'Choose a file that “Save run file” made.',
  'newer-run-file': 'Reload the page for its newest version, or ask for a link instead.',
  'broken-json': 'Ask for the file again.',
  'bad-run-file': 'The present run stays. Mend the file, or ask for it again.',
  'run-file-too-large': 'Choose a file that “Save run file” made.',
  'engine-lost': 'A new one can begin the run again, with the same settings.',
  'engine-not-loaded':
    'Check the connection and try again. If that does not help, the browser may forbid workers for this site.',
  'engine-silent': 'Close other tabs that keep the computer busy, and try again.',
  'no-database':
    'Check the connection and try again. If that does not help, the browser or a setting of it refuses WebAssembly for this site.',
  'code-not-fetched': 'Check the connection and try again. After a new release of the page, reload it.',
  'training-lost': 'Once there is a connection, choose the model again.',
  'no-service-worker':
    'The laboratory works, the shop on the page does not. Allow service workers for this site and reload.',
  cancelled: '',
};

export const adviceFor = ({ kind }: Problem): string => advice[kind] ?? '';
