/** Recognised encodings, by their names in TextDecoder. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** Bytes examined before the first text is returned, to recognise UTF-16 without a byte order mark. */
const HEAD = 64;

/**
 * Decoder of bytes of unstated encoding. A byte order mark decides, and is dropped. Otherwise zeros at every other
 * position mean UTF-16, and everything else is UTF-8 until the first invalid sequence: if all bytes before it were
 * ASCII, the file is read as Windows-1252 (a superset of Latin-1's letters) from there on; else the sequence becomes
 * U+FFFD. The division of the bytes into pieces makes no difference.
 */
export class GuessedText {
  #encoding: Encoding | undefined;
  #decoder: TextDecoder | undefined;
  /** Bytes not yet decoded: the head, or an incomplete character. */
  #held = new Uint8Array(0);
  #isAscii = true;

  /** Encoding as recognised so far: UTF-8 until the bytes show another. */
  get encoding(): Encoding {
    return this.#encoding ?? 'utf-8';
  }

  /** Returns the text of the next bytes; some may be held back until more bytes follow. */
  push(bytes: Uint8Array): string {
    if (this.#encoding === undefined) {
      this.#held = joined(this.#held, bytes);
      return this.#held.length < HEAD ? '' : this.#begin();
    }
    return this.#decode(bytes);
  }

  /** Returns the text of the bytes held back, at the end of the input. */
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

  /** Decodes bytes that end at the end of a character. */
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

  /**
   * Corrects versions of Node that decode Windows-1252 as Latin-1, whose control characters at 80 to 9F no text has.
   */
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

/** Returns whether the file itself holds U+FFFD there: all before is ASCII, so byte and text positions agree. */
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

/** Returns the number of bytes at the end that begin a UTF-8 character without completing it. */
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
