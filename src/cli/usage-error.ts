import { visibleText } from '../base/visible-text';

/**
 * An impossible request: one line on standard error, exit code 2. The message may quote arguments and files; control
 * characters appear as escapes, so that a file cannot control the terminal.
 */
export class UsageError extends Error {
  /** Lines of a file that show the fault, printed below the message. */
  readonly shown: readonly string[];

  constructor(message: string, shown: readonly string[] = []) {
    super(visibleText(message.replaceAll(/\s+/g, ' ')));
    this.shown = shown.map(visibleText);
  }
}
