/** The encodings that are recognised, by the names that TextDecoder has for them. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** Bytes that are looked at before the first text is given, to tell UTF-16 without a byte order mark. */
const HEAD = 64;

/**
 * Text out of bytes whose encoding nobody states. A byte order mark decides, and is dropped. Otherwise zeros at every
 * other place are UTF-16, and the rest is UTF-8 until a sequence is met that is none: if everything before it was
 * ASCII, the file is taken for Windows-1252 (which holds Latin-1's letters) from there on; else the sequence becomes
 * U+FFFD. How the bytes are cut into pieces makes no difference.
 */
export class GuessedText {
  #encoding: Encoding | undefined;
  #decoder: TextDecoder | undefined;
  /** Bytes that wait: of the head, or of a character that is not complete. */
  #held = new Uint8Array(0);
  #isAscii = true;

  /** The encoding as far as it is known: UTF-8 until something says otherwise. */
  get encoding(): Encoding {
    return this.#encoding ?? 'utf-8';
  }

  /** Returns the text of the next bytes; some may wait for the bytes after them. */
  push(bytes: Uint8Array): string {
    if (this.#encoding === undefined) {
      this.#held = joined(this.#held, bytes);
      return this.#held.length < HEAD ? '' : this.#begin();
    }
    return this.#decode(bytes);
  }

  /** Returns the text of what still waits; the bytes are at their end. */
  end(): string {
    const last = this.#encoding === undefined ? this.#begin() : '';
    if (this.#decoder) return last + this.#known(this.#decoder.decode());
    const cut = this.#held;
    this.#held = new Uint8Array(0);
    return cut.length === 0 ? last : last + this.#complete(cut);
  }

  #begin(): string {
    const head = this.#held;
    this.#held = new Uint8Array(0);
    this.#encoding = encodingOf(head);
    if (this.#encoding !== 'utf-8') this.#decoder = new TextDecoder(this.#encoding);
    const hasMark = this.#encoding === 'utf-8' && head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf;
    if (hasMark) this.#isAscii = false;
    return this.#decode(hasMark ? head.subarray(3) : head);
  }

  #decode(bytes: Uint8Array): string {
    if (this.#decoder) return this.#known(this.#decoder.decode(bytes, { stream: true }));
    const all = this.#held.length > 0 ? joined(this.#held, bytes) : bytes;
    const end = all.length - incompleteAtEnd(all);
    this.#held = all.slice(end);
    return this.#complete(all.subarray(0, end));
  }

  /** Decodes bytes that end where a character ends. */
  #complete(bytes: Uint8Array): string {
    const text = LENIENT.decode(bytes);
    if (this.#isAscii && text.length !== bytes.length) {
      const wrong = text.indexOf('\uFFFD');
      const isFine = wrong < 0 || isNotAscii(text.slice(0, wrong)) || isReplacementItself(bytes, wrong);
      if (!isFine) return this.#switchTo1252(bytes);
      this.#isAscii = false;
    } else if (this.#isAscii && isNotAscii(text)) return this.#switchTo1252(bytes);
    return text;
  }

  #switchTo1252(bytes: Uint8Array): string {
    this.#encoding = 'windows-1252';
    this.#decoder = new TextDecoder('windows-1252');
    const all = joined(bytes, this.#held);
    this.#held = new Uint8Array(0);
    return this.#known(this.#decoder.decode(all, { stream: true }));
  }

  /** Some versions of Node decode Windows-1252 as Latin-1, whose control characters at 80 to 9F no text has. */
  #known(text: string): string {
    if (this.#encoding !== 'windows-1252') return text;
    return text.replaceAll(/[\u0080-\u009f]/g, (control) =>
      WINDOWS_1252.charAt(control.charCodeAt(0) - 0x80),
    );
  }
}

/** Windows-1252 at 80 to 9F. */
const WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

const LENIENT = new TextDecoder('utf-8', { ignoreBOM: true });
const isNotAscii = (text: string): boolean => /[^\p{ASCII}]/u.test(text);

/** Whether the file itself holds U+FFFD there: everything before is ASCII, so the place is the same in both. */
const isReplacementItself = (bytes: Uint8Array, at: number): boolean =>
  bytes[at] === 0xef && bytes[at + 1] === 0xbf && bytes[at + 2] === 0xbd;

function encodingOf(head: Uint8Array): Encoding {
  const [a, b] = head;
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  let evenZeros = 0;
  let oddZeros = 0;
  for (let i = 0; i < head.length; i++) {
    if (head[i] !== 0) continue;
    if (i % 2 === 0) evenZeros++;
    else oddZeros++;
  }
  const most = 0.3 * head.length;
  if (oddZeros > most && evenZeros === 0) return 'utf-16le';
  if (evenZeros > most && oddZeros === 0) return 'utf-16be';
  return 'utf-8';
}

/** How many bytes at the end begin a UTF-8 character and do not complete it. */
function incompleteAtEnd(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] as number;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? back : 0;
  }
  return 0;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
