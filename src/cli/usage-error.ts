import { visibleText } from '../base/visible-text';

/**
 * What was asked for is not possible: one line on standard error, exit code 2. The message may quote arguments and
 * files: their control characters are shown as escapes, so a file can't steer the terminal.
 */
export class UsageError extends Error {
  /** Lines of a file that show what is wrong, printed below the message. */
  readonly shown: readonly string[];

  constructor(message: string, shown: readonly string[] = []) {
    super(visibleText(message.replaceAll(/\s+/g, ' ')));
    this.shown = shown.map(visibleText);
  }
}
