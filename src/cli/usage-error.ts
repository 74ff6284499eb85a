/** What was asked for is not possible: one line on standard error, exit code 2. */
export class UsageError extends Error {}
