import { READ } from '../ops';
import { TraceError } from '../trace-error';
import type { TraceFormat } from './format';

/**
 * libCacheSim's oracleGeneral (Yang et al., github.com/1a1a11a/libCacheSim): records of 24 bytes, little-endian: time
 * in seconds (32 bits), object (64), size (32), index of the object's next request (64, signed; -1 or the largest
 * number for none), which is not used here. All are reads.
 */
export const oracleGeneral: TraceFormat = {
  name: 'oracle-general',
  label: 'libCacheSim oracleGeneral, binary',
  example: '\u0001\0\0\0\u0007\0\0\0\0\0\0\0\u0005\0\0\0\u0002\0\0\0\0\0\0\0',
  recognise: ({ bytes }) => {
    const records = Math.min(100, Math.floor(bytes.length / RECORD));
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let time = 0;
    for (let record = 0; record < records; record++) {
      const next = view.getBigInt64(record * RECORD + NEXT, true);
      if (view.getUint32(record * RECORD, true) < time) return false;
      time = view.getUint32(record * RECORD, true);
      // The next request of its object is later or absent.
      if (next !== -1n && next <= record) return false;
    }
    // Text with bytes that happen to increase has no zero bytes; a record has some in its object or its next request.
    return records > 0 && bytes.subarray(0, records * RECORD).includes(0);
  },
  open(log) {
    let records = 0;
    let rest = new Uint8Array(0);
    const read = (bytes: Uint8Array, from: number) => {
      records++;
      const timeMs = wordAt(bytes, from) * 1000;
      log.add(bytes, from + KEY, from + SIZE, timeMs, wordAt(bytes, from + SIZE), READ, Infinity, records);
    };
    return {
      feed(piece) {
        let from = 0;
        if (rest.length > 0) {
          from = Math.min(RECORD - rest.length, piece.length);
          const record = new Uint8Array(rest.length + from);
          record.set(rest);
          record.set(piece.subarray(0, from), rest.length);
          rest = record;
          if (rest.length < RECORD) return;
          read(rest, 0);
        }
        for (; from + RECORD <= piece.length; from += RECORD) read(piece, from);
        rest = piece.slice(from);
      },
      end() {
        if (rest.length > 0)
          throw new TraceError(
            `the file ends within record ${records + 1}: ${rest.length} of ${RECORD} bytes.`,
          );
      },
    };
  },
};

/** In bytes. */
const RECORD = 24;
/** Offsets of the fields in a record; the time is at 0. */
const KEY = 4;
const SIZE = 12;
const NEXT = 16;

const wordAt = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] as number) |
    ((bytes[at + 1] as number) << 8) |
    ((bytes[at + 2] as number) << 16) |
    ((bytes[at + 3] as number) << 24)) >>>
  0;
