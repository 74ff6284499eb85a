import { formatBytes } from '../base/units';
import { TraceError } from './trace-error';

/** Bytes; what the zstd command itself takes without being told to take more. */
const LARGEST_WINDOW = 128 * 1024 * 1024;
const SKIPPABLE = 0x184d2a5;

/**
 * Watches a zstd file go by and refuses a frame that asks for more memory than is sensible: the library would take it,
 * and move all of it with each block, so that one damaged byte costs hours. Walks from header to header (RFC 8878,
 * 3.1.1), what lies between is not looked at. Whether a header is right is left to the library.
 */
export class ZstdWindows {
  readonly #header = new Uint8Array(18);
  #length = 0;
  /** Bytes up to the next header. */
  #ahead = 0;
  #inFrame = false;
  #checksum = 0;

  watch(piece: Uint8Array): void {
    for (let at = 0; at < piece.length; ) {
      const passed = Math.min(this.#ahead, piece.length - at);
      this.#ahead -= passed;
      at += passed;
      if (at === piece.length) return;
      this.#header[this.#length++] = piece[at++] as number;
      if (this.#inFrame ? this.#readBlock() : this.#readFrame()) this.#length = 0;
    }
  }

  /** Both give whether the header is complete. */
  #readBlock(): boolean {
    if (this.#length < 3) return false;
    const word = this.#number(0, 3);
    const repeatsOneByte = ((word >> 1) & 3) === 1;
    this.#ahead = repeatsOneByte ? 1 : word >> 3;
    if (word & 1) {
      this.#inFrame = false;
      this.#ahead += this.#checksum;
    }
    return true;
  }

  #readFrame(): boolean {
    if (this.#length < 5) return false;
    if (Math.floor(this.#number(0, 4) / 16) === SKIPPABLE) {
      if (this.#length < 8) return false;
      this.#ahead = this.#number(4, 4);
      return true;
    }
    const flags = this.#header[4] as number;
    const isSingle = (flags & 32) !== 0;
    const dictionary = [0, 1, 2, 4][flags & 3] as number;
    const contentAt = 5 + (isSingle ? 0 : 1) + dictionary;
    const contentLength = flags >> 6 ? 1 << (flags >> 6) : isSingle ? 1 : 0;
    if (this.#length < contentAt + contentLength) return false;
    const window = isSingle ? this.#number(contentAt, contentLength) : this.#window();
    if (window > LARGEST_WINDOW)
      throw new TraceError(
        `the zstd data asks for ${formatBytes(window)} of memory, more than ${formatBytes(LARGEST_WINDOW)}.`,
        { advice: 'If it is whole, pack it again without --long or --ultra.' },
      );
    this.#inFrame = true;
    this.#checksum = flags & 4 ? 4 : 0;
    return true;
  }

  #window(): number {
    const exponent = (this.#header[5] as number) >> 3;
    const base = 2 ** (10 + exponent);
    return base + (base / 8) * ((this.#header[5] as number) & 7);
  }

  /** Little-endian. */
  #number(at: number, bytes: number): number {
    let value = 0;
    for (let i = bytes - 1; i >= 0; i--) value = value * 256 + (this.#header[at + i] as number);
    return value;
  }
}
