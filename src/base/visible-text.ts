/** Control characters, line and paragraph separators, lone surrogates and controls of the writing direction. */
const INVISIBLE = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}]/gu;
const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * Returns a text with each invisible character written as an escape: `\x1b`, `\u202e`. For every message that quotes
 * input: a terminal obeys escape sequences of any origin, and a change of the writing direction hides text.
 * A text without such characters is returned unchanged, so a second call changes nothing.
 */
export const visibleText = (text: string): string => text.replaceAll(INVISIBLE, escaped);

/** Returns the first `most` characters of a text, made visible, with `…` if there were more. */
export const visibleStart = (text: string, most: number): string =>
  visibleText(text.length > most ? `${text.slice(0, most)}…` : text);

function escaped(character: string): string {
  const short = SHORT[character];
  if (short) return short;
  const code = character.charCodeAt(0);
  return code < 0x100
    ? `\\x${code.toString(16).padStart(2, '0')}`
    : `\\u${code.toString(16).padStart(4, '0')}`;
}
