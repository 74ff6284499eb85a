import {
  Z_BUF_ERROR,
  Z_NO_FLUSH,
  Z_OK,
  Z_STREAM_END,
  ZStream,
  zlibInflate,
  zlibInflateInit2,
  zlibInflateReset,
} from 'pako';

/** Largest piece of output, in bytes. */
const OUTPUT = 1 << 16;
/** A window of 32 kB, and the gzip header only (zlib.h, inflateInit2). */
const GZIP_ONLY = 15 + 16;

/**
 * Unpacks gzip with all its members (RFC 1952, 2.2): files concatenated with `cat` are one file of several members, of
 * which the platform's DecompressionStream reads only the first. Checks each member's length and checksum; zeros after
 * the last one are padding. Memory does not grow with the file. Throws an Error that describes the fault of the data.
 */
export async function* gunzipped(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const stream = new ZStream();
  stream.output = new Uint8Array(OUTPUT);
  stream.avail_out = OUTPUT;
  zlibInflateInit2(stream, GZIP_ONLY);
  let members = 0;
  let isWithin = false;
  for await (const piece of packed) {
    stream.input = piece;
    stream.next_in = 0;
    stream.avail_in = piece.length;
    // Output that did not fit may remain after the input is used up.
    for (let mayHaveMore = true; stream.avail_in > 0 || mayHaveMore; ) {
      mayHaveMore = false;
      if (isWithin) {
        const status = zlibInflate(stream, Z_NO_FLUSH);
        if (status < Z_OK && status !== Z_BUF_ERROR)
          throw new Error(`gzip member ${members}: ${stream.msg || 'broken data'}`);
        isWithin = status !== Z_STREAM_END;
      } else if (members > 0 && piece[stream.next_in] === 0) {
        stream.next_in++;
        stream.avail_in--;
      } else if (stream.avail_in > 0) {
        zlibInflateReset(stream);
        isWithin = true;
        members++;
      }
      if (stream.avail_out > 0 && stream.avail_in > 0) continue;
      mayHaveMore = isWithin && stream.avail_out === 0;
      if (stream.next_out > 0) yield stream.output.slice(0, stream.next_out);
      stream.next_out = 0;
      stream.avail_out = OUTPUT;
    }
  }
  if (isWithin) throw new Error(`the file ends within gzip member ${members}`);
}
