import { powerOfTwo } from '../base/elementary/double';
import { formatBytes } from '../base/units';
import { TraceError } from './trace-error';

/** Largest window in bytes: the zstd command's own default limit. */
const MAX_WINDOW = 128 * 1024 * 1024;
/** Largest size of a block in bytes (RFC 8878, 3.1.1.2.4). */
const MAX_BLOCK = 128 * 1024;
/**
 * Bytes of memory that each compressed byte may have moved or cleared, beyond `FREE_WORK` for the whole file. The zstd
 * command needs about 4 KiB at its highest level, 32 KiB with a window of 128 MiB and text that compresses to a tenth.
 */
const MAX_WORK = 256 * 1024;
const FREE_WORK = 4 * 1024 ** 3;
/**
 * Bytes that each compressed byte may expand to, beyond `FREE_BYTES`. Logs rarely compress to less than a hundredth.
 */
const MAX_BYTES = 4096;
const FREE_BYTES = 1024 ** 3;
/** The byte of a frame header that declares a window of 128 KiB. */
const WINDOW_OF_ONE_BLOCK = 7 << 3;
const SKIPPABLE = 0x184d2a5;
/** The type of a block that repeats one byte. */
const RLE = 1;

/**
 * Prepares a zstd file for the library (fzstd), which allocates the window for each frame, moves all of it for each
 * block, and handles the frames of a chunk by recursion. Splits the file at the ends of frames, declares no larger
 * window than a frame of one block can use, and refuses input that costs more than its size can justify, such as 80 kB
 * of tiny blocks with a window of 128 MiB. Walks from header to header (RFC 8878, 3.1.1) without reading between them;
 * the library validates the headers.
 */
export class ZstdFrames {
  readonly #header = new Uint8Array(18);
  #length = 0;
  /** A frame header held back until its first block is known. */
  #held = new Uint8Array(0);
  /** Bytes until the next header. */
  #ahead = 0;
  #inFrame = false;
  #checksum = 0;
  #window = 0;
  #packedBytes = 0;
  #work = 0;
  #bytes = 0;

  /** Yields a chunk of the file in parts that each end at or before the end of a frame. Throws TraceError. */
  *parts(piece: Uint8Array): Generator<Uint8Array> {
    for (let at = 0; at < piece.length; ) {
      if (this.#ahead > 0) {
        const passed = Math.min(this.#ahead, piece.length - at);
        yield piece.slice(at, at + passed);
        this.#ahead -= passed;
        this.#packedBytes += passed;
        at += passed;
        continue;
      }
      this.#header[this.#length++] = piece[at++] as number;
      this.#packedBytes++;
      if (this.#inFrame) {
        if (this.#readBlock()) yield this.#takeHeader();
      } else if (this.#readFrame()) {
        if (this.#inFrame) this.#held = this.#takeHeader();
        else yield this.#takeHeader();
      }
    }
  }

  /** Returns the bytes held back at the end of the file: an incomplete header. */
  rest(): Uint8Array {
    return this.#takeHeader();
  }

  #takeHeader(): Uint8Array<ArrayBuffer> {
    const bytes = Uint8Array.from([...this.#held, ...this.#header.subarray(0, this.#length)]);
    this.#held = new Uint8Array(0);
    this.#length = 0;
    return bytes;
  }

  /** Counts bytes that the library has unpacked. Throws TraceError. */
  made(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes > FREE_BYTES + MAX_BYTES * this.#packedBytes)
      throw new TraceError(
        `the zstd data unpacks to more than ${MAX_BYTES} times its size: ${formatBytes(this.#bytes)} after ${formatBytes(this.#packedBytes)}.`,
        { advice: 'If this is intended, unpack it with the zstd command first.' },
      );
  }

  /** Reads a block header; like `#readFrame`, returns whether it is complete. */
  #readBlock(): boolean {
    if (this.#length < 3) return false;
    const word = this.#number(0, 3);
    const type = (word >> 1) & 3;
    const size = word >> 3;
    if (size > MAX_BLOCK)
      throw new TraceError(`the zstd data is corrupt: a block states a size of ${formatBytes(size)}.`, {
        advice: 'Download the file again.',
      });
    this.#ahead = type === RLE ? 1 : size;
    if (this.#held.length > 0) this.#setUpWindow((word & 1) === 1, size);
    if (word & 1) {
      this.#inFrame = false;
      this.#ahead += this.#checksum;
    }
    this.#spend(this.#window);
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
    this.#window = isSingle ? this.#number(contentAt, contentLength) : this.#declaredWindow();
    if (this.#window > MAX_WINDOW)
      throw new TraceError(
        `the zstd data asks for ${formatBytes(this.#window)} of memory, more than ${formatBytes(MAX_WINDOW)}.`,
        { advice: 'If the file is intact, compress it again without --long or --ultra.' },
      );
    this.#inFrame = true;
    this.#checksum = flags & 4 ? 4 : 0;
    return true;
  }

  /** In a frame of one block no reference reaches beyond it, so a window of one block is enough. */
  #setUpWindow(isOnlyBlock: boolean, size: number): void {
    const isSingle = ((this.#held[4] as number) & 32) !== 0;
    if (isOnlyBlock && !isSingle && this.#window > MAX_BLOCK) {
      this.#held[5] = size === 0 ? 0 : WINDOW_OF_ONE_BLOCK;
      this.#window = size === 0 ? 1024 : MAX_BLOCK;
    }
    this.#spend(this.#window);
  }

  #spend(bytes: number): void {
    this.#work += bytes;
    if (this.#work > FREE_WORK + MAX_WORK * this.#packedBytes)
      throw new TraceError(
        `the zstd data has blocks too small for its window of ${formatBytes(this.#window)}: unpacking ${formatBytes(this.#packedBytes)} would move ${formatBytes(this.#work)} of memory.`,
        { advice: 'If this is intended, unpack it with the zstd command first.' },
      );
  }

  #declaredWindow(): number {
    const exponent = (this.#header[5] as number) >> 3;
    const base = powerOfTwo(10 + exponent);
    return base + (base / 8) * ((this.#header[5] as number) & 7);
  }

  /** Reads a little-endian number. */
  #number(at: number, bytes: number): number {
    let value = 0;
    for (let i = bytes - 1; i >= 0; i--) value = value * 256 + (this.#header[at + i] as number);
    return value;
  }
}
