/** What a line of a trace does. A cache here is filled by its readers; see `simulate` for writes and removals. */
export const READ = 0;
export const WRITE = 1;
export const REMOVE = 2;
