import { powerOfTwo } from '../base/elementary/double';
import { formatBytes } from '../base/units';
import { TraceError } from './trace-error';

/** Bytes; what the zstd command itself takes without being told to take more. */
const LARGEST_WINDOW = 128 * 1024 * 1024;
/** Bytes that a block may hold (RFC 8878, 3.1.1.2.4). */
const LARGEST_BLOCK = 128 * 1024;
/**
 * Bytes of memory that each compressed byte may have moved or cleared, beyond `FREE_WORK` for the whole file. The zstd
 * command needs about 4 KiB at its strongest, 32 KiB with a window of 128 MiB and text that packs to a tenth.
 */
const MOST_WORK = 256 * 1024;
const FREE_WORK = 4 * 1024 ** 3;
/** Bytes that each compressed byte may become, beyond `FREE_BYTES`. Logs rarely pack to less than a hundredth. */
const MOST_BYTES = 4096;
const FREE_BYTES = 1024 ** 3;
/** The byte of a frame's header that declares a window of 128 KiB. */
const WINDOW_OF_A_BLOCK = 7 << 3;
const SKIPPABLE = 0x184d2a5;
/** The type of a block that repeats one byte. */
const RLE = 1;

/**
 * Prepares a zstd file for the library (fzstd), which sets up the window with each frame, moves all of it with each
 * block, and handles the frames of one piece by recursion. Cuts the file where frames end; declares no larger window
 * than a frame of one block can use; refuses what still costs more than its size can justify, such as 80 kB of tiny
 * blocks with a window of 128 MiB. Walks from header to header (RFC 8878, 3.1.1); what lies between is not looked at.
 * Whether a header is right is left to the library.
 */
export class ZstdFrames {
  readonly #header = new Uint8Array(18);
  #length = 0;
  /** A frame's header, kept back until its first block is known. */
  #held = new Uint8Array(0);
  /** Bytes up to the next header. */
  #ahead = 0;
  #inFrame = false;
  #checksum = 0;
  #window = 0;
  #packedBytes = 0;
  #work = 0;
  #bytes = 0;

  /** Gives a piece of the file in parts, none of which reaches beyond the end of a frame. Throws TraceError. */
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

  /** Gives the bytes that are kept back at the end of the file: of an incomplete header. */
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
    if (this.#bytes > FREE_BYTES + MOST_BYTES * this.#packedBytes)
      throw new TraceError(
        `the zstd data unpacks to more than ${MOST_BYTES} times its size: ${formatBytes(this.#bytes)} after ${formatBytes(this.#packedBytes)}.`,
        { advice: 'If it is meant to, unpack it with the zstd command first.' },
      );
  }

  /** Both give whether the header is complete. */
  #readBlock(): boolean {
    if (this.#length < 3) return false;
    const word = this.#number(0, 3);
    const type = (word >> 1) & 3;
    const size = word >> 3;
    if (size > LARGEST_BLOCK)
      throw new TraceError(`the zstd data is broken: a block says that it has ${formatBytes(size)}.`, {
        advice: 'Fetch the file again.',
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
    if (this.#window > LARGEST_WINDOW)
      throw new TraceError(
        `the zstd data asks for ${formatBytes(this.#window)} of memory, more than ${formatBytes(LARGEST_WINDOW)}.`,
        { advice: 'If it is whole, pack it again without --long or --ultra.' },
      );
    this.#inFrame = true;
    this.#checksum = flags & 4 ? 4 : 0;
    return true;
  }

  /** In a frame of one block nothing reaches back beyond it, so a window of one block is enough. */
  #setUpWindow(isOnlyBlock: boolean, size: number): void {
    const isSingle = ((this.#held[4] as number) & 32) !== 0;
    if (isOnlyBlock && !isSingle && this.#window > LARGEST_BLOCK) {
      this.#held[5] = size === 0 ? 0 : WINDOW_OF_A_BLOCK;
      this.#window = size === 0 ? 1024 : LARGEST_BLOCK;
    }
    this.#spend(this.#window);
  }

  #spend(bytes: number): void {
    this.#work += bytes;
    if (this.#work > FREE_WORK + MOST_WORK * this.#packedBytes)
      throw new TraceError(
        `the zstd data has blocks too small for its window of ${formatBytes(this.#window)}: unpacking ${formatBytes(this.#packedBytes)} would move ${formatBytes(this.#work)} of memory.`,
        { advice: 'If it is meant to, unpack it with the zstd command first.' },
      );
  }

  #declaredWindow(): number {
    const exponent = (this.#header[5] as number) >> 3;
    const base = powerOfTwo(10 + exponent);
    return base + (base / 8) * ((this.#header[5] as number) & 7);
  }

  /** Little-endian. */
  #number(at: number, bytes: number): number {
    let value = 0;
    for (let i = bytes - 1; i >= 0; i--) value = value * 256 + (this.#header[at + i] as number);
    return value;
  }
}
